import { contract, date, required, text, yesNo } from '../contract.js';
import { disability, employeeNumber, ethnicity, identity, organisation } from './shared.js';

const { title: _courseTitle, ...others } = identity;

/** Training attendances. A person with several counts once; ethnicity may be blank: then the person's own record is used. */
export const training = contract({
  table: 'training',
  title: 'Training',
  grain: 'One attendance.',
  names: [
    'Training',
    'Training Attendance',
    'Training Records',
    'CPD',
    'Learning',
    'Courses',
    'Non-mandatory Training',
  ],
  columns: {
    organisation,
    employeeNumber: required(employeeNumber),
    course: text(
      ['Course Name', 'Course', 'Course Title', 'Class Name', 'Class', 'Competence Name', 'Learning Title', 'Activity'],
      'What was attended.',
    ),
    mandatory: yesNo(
      [
        'Mandatory',
        'Mandatory Training',
        'Is Mandatory',
        'Statutory or Mandatory',
        'Statutory and Mandatory',
        'Mandatory/Non-Mandatory',
        'Mandatory Flag',
        'Required',
      ],
      'Whether the training is mandatory.',
    ),
    attendedOn: date(
      [
        'Date Attended',
        'Attended On',
        'Attended',
        'Attendance Date',
        'Class Start Date',
        'Course Start Date',
        'Course Date',
        'Training Date',
        'Completion Date',
        'Date Completed',
        'Completed On',
      ],
      'Day of attendance.',
    ),
    achieved: yesNo(['Achieved', 'Competence Match'], 'Whether the competence was achieved.'),
    expiresOn: date(['Expiry Date', 'Expires On'], 'Day on which it lapses.'),
    enrolmentStatus: text(
      ['Enrolment Status', 'Enrollment Status', 'Attendance Status', 'Delegate Status'],
      'Status of the enrolment.',
    ),
    ethnicity,
    disability,
    ...others,
  },
});
