import { code, contract, date, required, text, yesNo } from '../contract.js';
import { assignmentColumns, statusHeaders } from './assignment.js';

/** Starters. As in `staff`, a row needs `employeeNumber` or `personKey`. */
export const starters = contract({
  table: 'starters',
  title: 'Starters',
  grain: 'One assignment that began.',
  names: ['Starters', 'New Starters', 'Joiners', 'New Joiners'],
  columns: {
    ...assignmentColumns,
    assignmentStatus: code('assignment-status', statusHeaders, 'Status of the assignment.'),
    hireDate: required(assignmentColumns.hireDate!),
    recruitmentSource: text(['Recruitment Source', 'Source of Recruitment', 'Source'], 'Where the person came from.'),
    inductedOn: date(['Induction Date', 'Corporate Induction Date', 'Date Of Induction'], 'Day of the induction.'),
    induction: yesNo(
      ['Induction Completed', 'Inducted', 'Induction'],
      'Whether the person had their induction.',
      'inductedOn',
    ),
    onboardedOn: date(['Onboarding Date', 'Onboarding Completed Date'], 'Day the onboarding was completed.'),
    onboarding: yesNo(
      ['Onboarding Completed', 'Onboarded', 'Onboarding'],
      'Whether the onboarding was completed: pastoral care, supervision, registration.',
      'onboardedOn',
    ),
  },
});
