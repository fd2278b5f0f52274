import { code, contract } from '../contract.js';
import { assignmentColumns, leavingColumns, statusHeaders } from './assignment.js';

/**
 * Staff in post. A row needs `employeeNumber` or `personKey` to say whose it is, so neither is required alone: a row with neither is set
 * aside with an issue. National extracts carry the reason for leaving here too; it is kept and not used for the snapshot.
 */
export const staff = contract({
  table: 'staff',
  title: 'Staff in Post',
  grain: 'One assignment at a snapshot; several snapshots may be in one file.',
  names: ['Staff in Post', 'Staff List', 'Staff', 'SiP', 'Workforce', 'Employees', 'Assignments'],
  columns: {
    ...assignmentColumns,
    assignmentStatus: code('assignment-status', statusHeaders, 'Status of the assignment at the snapshot.'),
    ...leavingColumns,
  },
});
