import { type Columns, code, date, key, number, personal, text, yesNo } from '../contract.js';
import { disability, employeeNumber, ethnicity, identity, organisation, payScale, sex, staffGroup } from './shared.js';

/** Headers of the assignment's status; in a leavers table the same headers mean the status at leaving. */
export const statusHeaders = [
  'Assignment Status',
  'Assignment Status Type',
  'User Assignment Status',
  'UserAssignmentStatus',
  'AssignmentStatus',
  'System Assignment Status',
  'SystemAssignmentStatus',
  'Employment Status',
  'Status',
] as const;

/** A level of the employer's organisation tree, as ESR prints it: `Org L4`, `OrgL4`. */
const level = (n: number) =>
  text(
    [`Org L${n}`, `OrgL${n}`, `Organisation L${n}`, `Organization L${n}`, `Org Level ${n}`],
    `Level ${n} of the organisation tree.`,
  );

/** Whose assignment it is and where. A person is `employeeNumber` within `organisation`, or `personKey` where only that is supplied. */
const who: Columns = {
  organisation,
  organisationName: text(['Organisation Name', 'Org Name', 'Trust', 'Trust Name', 'Employer'], 'Name of the employer.'),
  organisationType: text(['Organisation Type', 'Org Type'], 'Kind of employer.'),
  directorate: text(
    ['Directorate', 'Division', 'Care Group', 'Clinical Board', 'Business Unit', 'Service Group'],
    'Part of the organisation, as supplied.',
  ),
  department: text(
    ['Department', 'Organization Name', 'OrganizationName', 'Cost Centre', 'Team', 'Ward'],
    'Lowest unit of the organisation, as supplied.',
  ),
  orgL1: level(1),
  orgL2: level(2),
  orgL3: level(3),
  orgL4: level(4),
  orgL5: level(5),
  orgL6: level(6),
  orgL7: level(7),
  orgL8: level(8),
  location: text(
    ['Location', 'Location Name', 'Employee Location Name', 'Work Location'],
    'Place of work, as supplied.',
  ),
  employeeNumber,
  personKey: key(
    [
      'Unique Nhs Identifier',
      'Unique NHS ID',
      'NHS Unique ID',
      'NHSUniqueID',
      'Person Unique NHS ID',
      'NHS Unique Identifier',
    ],
    'National identifier of a person, the same in every employer.',
  ),
  personType: text(['Person Type', 'User Person Type', 'UserPersonType', 'SystemPersonType'], 'ESR person type.'),
};

const post: Columns = {
  assignmentNumber: key(
    ['Assignment Number', 'Asg Number', 'Assignment', 'Assignment No', 'AssignmentNumber'],
    'Number of the assignment; a person may hold several.',
  ),
  isPrimary: yesNo(
    [
      'Primary Assignment',
      'Primary Assignment Flag',
      'Primary',
      'Primary Flag',
      'Asg Primary',
      'PrimaryAssignment',
      'Is Primary',
      'Primary Asg',
    ],
    'Whether this is the person’s primary assignment.',
  ),
  assignmentCategory: code(
    'assignment-category',
    [
      'Assignment Category',
      'AssignmentCategory',
      'Asg Type Of Contract',
      'Type of Contract',
      'Contract Type',
      'Employment Category',
      'Employment Type',
      'Assignment Type',
    ],
    'Kind of contract: permanent, fixed term, bank and so on.',
  ),
  employeeCategory: code(
    'working-time',
    [
      'Employee Category',
      'EmployeeCategory',
      'Full Time/Part Time',
      'Full/Part Time',
      'FT/PT',
      'Working Time',
      'Full Time Part Time Flag',
    ],
    'Full time or part time.',
  ),
  positionNumber: key(['Position Number', 'PositionNumber', 'Position ID'], 'Number of the position.'),
  positionTitle: text(
    ['Position Title', 'Position Name', 'Position', 'PositionName', 'Job Title'],
    'Title of the position.',
  ),
  staffGroup,
  jobRole: text(
    ['Job Role', 'Role', 'JobRole'],
    'ESR job role; the list `medical-role` reads the grade of doctors from it.',
  ),
  occupationCode: code(
    'occupation-code',
    ['Occupation Code', 'Occ Code', 'OccupationCode', 'NHS Occupation Code'],
    'Three-character NHS occupation code.',
  ),
  occupationDescription: text(['Pos Occ Desc', 'Occupation Description'], 'Occupation in words.'),
  areaOfWork: text(['Area Of Work', 'Secondary Area Of Work', 'Tertiary Area Of Work'], 'Area of work.'),
  payScale,
  gradeStep: text(
    ['Grade Step', 'GradeStep', 'Spine Point', 'Pay Point', 'Point', 'Increment Date'],
    'Step or point within the pay scale.',
  ),
  fte: number(
    [
      'FTE',
      'Contracted FTE',
      'Contracted Wte',
      'WTE',
      'Leaver Wte',
      'Leaver FTE',
      'Actual FTE',
      'Actual WTE',
      'Full Time Equivalent',
      'Whole Time Equivalent',
    ],
    'Contracted full-time equivalent.',
  ),
  headcount: number(
    ['Headcount', 'Head Count', 'Assignment Count'],
    'Usually 1 on every row; read so that it is known, never added up.',
  ),
  excellenceAward: yesNo(
    ['Clinical Excellence Award', 'Excellence Award', 'Clinical Impact Award', 'Clinical Excellence Award Held', 'CEA'],
    'Whether a consultant holds a clinical excellence (clinical impact) award, local or national.',
  ),
  bankPostHeld: yesNo(['Bank Post Held'], 'Whether the person also holds a bank post.'),
};

export const characteristics: Columns = {
  ethnicity,
  nationality: code('nationality', ['Nationality', 'Nationality Description'], 'Nationality as recorded.'),
  countryOfBirth: text(['Country Of Birth', 'CountryofBirth', 'Birth Country'], 'Country of birth; rarely filled in.'),
  disability,
  sex,
  ageBand: code(
    'age-band',
    ['Age Band', 'Age Range', 'Age Group', 'Age In Years', 'Age'],
    'Age band, or age in whole years.',
  ),
  dateOfBirth: personal(
    ['Date Of Birth', 'Birth Date', 'Employee Birth Date', 'DateofBirth', 'DOB'],
    'Date of birth; an age band may be made from it, then it is dropped.',
  ),
  religion: code(
    'religion',
    ['Religious Belief', 'Religion', 'Religion or Belief', 'Religion and Belief', 'Religious Beliefs'],
    'Religion or belief as recorded.',
  ),
  sexualOrientation: code(
    'sexual-orientation',
    ['Sexual Orientation', 'SexualOrientation'],
    'Sexual orientation as recorded.',
  ),
  trainingCountry: code(
    'training-country',
    ['Training Country', 'Country Of Training', 'Country Of Qualification', 'Country Of First Qualification'],
    'Where the person trained: a country group, or made from the registration number of a nurse or midwife.',
  ),
  registrationNumber: personal(
    [
      'Registration Number',
      'Professional Registration Number',
      'NMC PIN',
      'NMC Number',
      'GMC Number',
      'Registration No',
    ],
    'Professional registration number; the country of training may be made from it, then it is dropped.',
  ),
};

const times: Columns = {
  lastWorkedOn: date(
    ['Last Worked Date', 'Date Last Worked', 'Last Shift Date', 'Last Shift Worked', 'Last Bank Shift', 'Last Worked'],
    'Day of the last shift worked, for people who work through the bank.',
  ),
  lastPaidTrainingOn: date(
    ['Last Paid Training Date', 'Last Paid Training', 'Paid Training Date', 'Date Of Last Paid Training'],
    'Day of the last training that was paid for, for people who work through the bank.',
  ),
  hireDate: date(
    ['Latest Hire Date', 'Latest Start Date', 'Hire Date', 'HireDate', 'Start Date', 'Date Of Joining', 'Joining Date'],
    'First day of the current employment.',
  ),
  originalHireDate: date(
    ['Original Hire Date', 'First Hire Date'],
    'First day of the earliest employment with this employer.',
  ),
  nhsEntryDate: date(
    [
      'NHS Entry Date',
      'CSD NHS',
      'Continuous Service Date',
      'Date Entered NHS',
      'NHSStartDate',
      'NHS CSD',
      'NHS Start Date',
    ],
    'Start of continuous NHS service.',
  ),
  positionStartDate: date(
    [
      'Start Date In Position',
      'Position Start Date',
      'Assignment Start Date',
      'Start Date in Grade',
      'StartDateinGrade',
      'EarliestAssignmentStartDate',
    ],
    'First day in the present position.',
  ),
  effectiveStart: date(
    ['Assignment Effective Start Date', 'Effective Start Date', 'EffectiveStartDate', 'Effective From'],
    'First day on which this version of the assignment holds.',
  ),
  effectiveEnd: date(
    ['Assignment Effective End Date', 'Effective End Date', 'EffectiveEndDate', 'Effective To'],
    'Last day on which this version of the assignment holds; the end of time (31 December 4712) means none.',
  ),
  personEffectiveStart: date(
    ['Employee Effective Start Date'],
    'First day on which this version of the person’s record holds.',
  ),
  personEffectiveEnd: date(
    ['Employee Effective End Date'],
    'Last day on which this version of the person’s record holds.',
  ),
  snapshotDate: date(
    [
      'Snapshot Date',
      'As At Date',
      'As At',
      'Census Date',
      'CensusDate',
      'Tm Year Month',
      'Tm Month',
      'Month End',
      'Extract Date',
      'Report Date',
      'Effective Date',
    ],
    'The day the row describes.',
  ),
};

/** Board membership, when an extract marks it; usually supplied in the `board` table instead. */
const boardMarks: Columns = {
  isBoard: yesNo(['Board Flag', 'Board Member', 'Board'], 'Member of the board.'),
  isVoting: yesNo(['Voting', 'Voting Member', 'Voting Board Member'], 'Votes on the board.'),
  isExecutive: yesNo(['Exec', 'Executive', 'Executive Director', 'Exec Flag'], 'Executive member of the board.'),
};

/** Columns that staff, leavers and starters share, without the status. */
export const assignmentColumns: Columns = { ...who, ...post, ...characteristics, ...times, ...boardMarks, ...identity };

export const leavingColumns: Columns = {
  terminationDate: date(
    [
      'Termination Date',
      'Actual Termination Date',
      'ActualTerminationDate',
      'Leaving Date',
      'Date Of Leaving Org',
      'Date Of Leaving',
      'Date Left',
      'END_DATE_ORG',
    ],
    'Last day of employment with this organisation (the legal end, not the last working day).',
  ),
  leavingReason: code(
    'leaving-reason',
    ['Leaving Reason', 'Reason For Leaving', 'Termination Reason', 'TerminationReason', 'Leaving Reason Description'],
    'Reason for leaving.',
  ),
  destination: code(
    'destination',
    ['Destination On Leaving', 'Leaving Destination', 'Destination'],
    'Where the person went.',
  ),
};
