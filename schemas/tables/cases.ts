import { code, contract, date, key, required, text, yesNo } from '../contract.js';
import { disability, employeeNumber, ethnicity, identity, organisation } from './shared.js';

/** Employee-relations cases. Ethnicity and disability may be blank: then the person's own record is used. */
export const cases = contract({
  table: 'cases',
  title: 'Employee relations cases',
  grain: 'One case.',
  names: [
    'Employee Relations',
    'Employee Relations Cases',
    'ER Cases',
    'Cases',
    'ER',
    'Disciplinary',
    'Disciplinaries',
    'Disciplinary Cases',
    'Capability',
    'Grievances',
  ],
  columns: {
    organisation,
    caseReference: key(
      ['Case Reference', 'Case Ref', 'Case Number', 'Case No', 'Case ID', 'Reference'],
      'Reference of the case.',
    ),
    employeeNumber: required(employeeNumber),
    caseType: code(
      'case-type',
      ['Case Type', 'Type Of Case', 'Case Category', 'Type'],
      'Disciplinary, capability, grievance, dismissal.',
    ),
    formal: yesNo(
      ['Formal', 'Formal/Informal', 'Formal or Informal', 'Formal Case', 'Formal Process', 'Is Formal', 'Formal Stage'],
      'Whether the formal process was entered.',
      'formalOn',
    ),
    formalOn: date(
      [
        'Formal Date',
        'Date Formal',
        'Date Of Formal Investigation',
        'Formal Investigation Date',
        'Date Entered Formal Process',
        'Formal Start Date',
      ],
      'Day the formal process was entered, when recorded apart from the opening.',
    ),
    openedOn: date(
      [
        'Date Opened',
        'Case Opened',
        'Opened',
        'Opened On',
        'Open Date',
        'Case Start Date',
        'Case Opened Date',
        'Date Commenced',
        'Start Date',
      ],
      'Day the case was opened.',
    ),
    closedOn: date(
      [
        'Date Closed',
        'Case Closed',
        'Closed',
        'Closed On',
        'Close Date',
        'Case End Date',
        'Case Closed Date',
        'End Date',
      ],
      'Day the case was closed.',
    ),
    outcome: text(['Outcome', 'Case Outcome', 'Sanction', 'Result'], 'How the case ended.'),
    ground: code(
      'ground',
      [
        'Ground',
        'Grounds',
        'Capability Ground',
        'Capability Reason',
        'Capability Type',
        'Ill Health',
        'Ill Health Flag',
        'Health Related',
      ],
      'Ground of a capability case: performance or ill health. A yes-or-no ill-health column is read here too.',
    ),
    ethnicity,
    disability,
    ...identity,
  },
});
