import { contract, date, text, yesNo } from '../contract.js';
import { disability, employeeNumber, ethnicity, identity, organisation, sex } from './shared.js';

const { name, ...others } = identity;

/** Board members, one a row, by employee number, name or role; the name is kept only as a number. */
export const board = contract({
  table: 'board',
  title: 'Board',
  grain: 'One member.',
  names: ['Board', 'Board Members', 'Trust Board', 'Board Membership'],
  columns: {
    organisation,
    employeeNumber,
    member: {
      type: 'token',
      headers: [...name!.headers, 'Member', 'Member Name', 'Director'],
      description: 'Name; kept only as a number per distinct value.',
    },
    role: text(['Role', 'Board Role', 'Position', 'Position Title', 'Job Title', 'Post'], 'Role on the board.'),
    voting: yesNo(['Voting', 'Voting Member', 'Voting Status', 'Voting/Non-Voting', 'Votes'], 'Votes on the board.'),
    executive: yesNo(
      [
        'Executive',
        'Exec',
        'Executive Member',
        'Executive/Non-Executive',
        'Exec/Non-Exec',
        'Executive Director',
        'Exec or NED',
      ],
      'Executive member; a non-executive is no.',
    ),
    ethnicity,
    disability,
    sex,
    snapshotDate: date(['Snapshot Date', 'As At Date', 'As At'], 'The day the row describes.'),
    ...others,
  },
});
