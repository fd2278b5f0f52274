import { code, contract, required } from '../contract.js';
import { assignmentColumns, leavingColumns, statusHeaders } from './assignment.js';

/** Leavers. As in `staff`, a row needs `employeeNumber` or `personKey`. The status column says how the assignment stood at leaving. */
export const leavers = contract({
  table: 'leavers',
  title: 'Leavers',
  grain: 'One assignment that ended.',
  names: ['Leavers', 'Leaver', 'Leavers Analysis', 'Workforce Movement', 'Terminations'],
  columns: {
    ...assignmentColumns,
    statusAtLeaving: code(
      'assignment-status',
      [...statusHeaders, 'Status At Leaving'],
      'Status of the assignment when it ended.',
    ),
    ...leavingColumns,
    terminationDate: required(leavingColumns.terminationDate!),
  },
});
