import { type Columns, code, key, personal } from '../contract.js';

export const employeeNumber = key(
  [
    'Employee Number',
    'EmployeeNumber',
    'Emp No',
    'Emp Number',
    'Employee No',
    'Employee ID',
    'Staff Number',
    'Payroll Number',
  ],
  'The employer’s number for a person; unique inside one organisation only.',
);

export const organisation = key(
  [
    'Organisation',
    'Organisation Code',
    'Org Code',
    'Ocs Code',
    'ODS Code',
    'EMPLOYING_ORG_CODE',
    'Employing Organisation',
    'Employer Code',
    'Trust Code',
    'Organization',
    'Organization Code',
  ],
  'Code of the employing organisation, for example an ODS code.',
);

export const ethnicity = code(
  'ethnicity',
  [
    'Ethnic Origin',
    'Ethnic Group',
    'Ethnicity',
    'Ethnic Origin Description',
    'Ethnic Origin Code',
    'Ethnic Category',
    'Ethnic Background',
    'EthnicOrigin',
  ],
  'Ethnic origin as recorded: a code, a label, or both.',
);

export const disability = code(
  'disability',
  [
    'Disability',
    'Disabled',
    'Disability Flag',
    'Disability Status',
    'Disability Category',
    'Disability Declaration',
    'DisabilityFlag',
    'Declared Disability',
  ],
  'Disability as recorded: yes, no, a category of disability, or a non-answer.',
);

export const sex = code('sex', ['Gender', 'Sex', 'Legal Sex'], 'Sex or gender as recorded.');

export const staffGroup = code(
  'staff-group',
  ['Staff Group', 'Staff Group Description', 'JobStaffGroup'],
  'ESR staff group.',
);

export const payScale = code(
  'pay-scale',
  [
    'Pay Scale',
    'Payscale',
    'Grade',
    'Pay Grade',
    'Pay Scale Description',
    'Grade Description',
    'Pay Scale Code',
    'Grade Code',
    'Pay Band',
    'AfC Band',
    'Agenda for Change Band',
    'Band',
  ],
  'Pay scale or grade: a code (XR05), a band, or the piped string of ESR.',
);

/** Columns about who a person is that no indicator needs: recognised so that they can be dropped on read. */
export const identity: Columns = {
  name: personal(
    ['Name', 'Full Name', 'Employee Name', 'Preferred Name', 'Known As', 'Employee Full Name', 'Person Name'],
    'Name; dropped on read.',
  ),
  firstName: personal(
    ['First Name', 'Forename', 'Forenames', 'Given Name', 'Employee First Name', 'Middle Name', 'Middle Names'],
    'First or middle name; dropped on read.',
  ),
  lastName: personal(
    ['Last Name', 'Surname', 'Family Name', 'Employee Last Name', 'Previous Last Name', 'Maiden Name'],
    'Last name; dropped on read.',
  ),
  title: personal(['Title', 'Salutation'], 'Form of address; dropped on read.'),
  nationalInsurance: personal(
    [
      'NI Number',
      'National Insurance Number',
      'NINO',
      'NI No',
      'National Insurance No',
      'NINumber',
      'National Identifier',
    ],
    'National Insurance number; dropped on read.',
  ),
  address: personal(
    [
      'Address',
      'Home Address',
      'Address Line 1',
      'Postcode',
      'Post Code',
      'Home Postcode',
      'Postal Code',
      'Employee Address1 Postal Code',
    ],
    'Home address or postcode; dropped on read.',
  ),
  email: personal(
    ['Email', 'E-mail', 'Email Address', 'Work Email', 'Work Email Address'],
    'E-mail address; dropped on read.',
  ),
  telephone: personal(
    ['Telephone', 'Telephone Number', 'Phone', 'Phone Number', 'Mobile', 'Mobile Number'],
    'Telephone number; dropped on read.',
  ),
};
