import { code, contract, required, text } from '../contract.js';
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
  },
});
