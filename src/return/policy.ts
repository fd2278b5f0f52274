import type { Policy } from '../standard/policy.js';
import { submissionMark } from '../words/return.js';

/** The policy of a return: the engine's `internal`, which hides nothing, marked for submission only. */
export const submissionPolicy = (internal: Policy): Policy => ({
  ...internal,
  submissionOnly: true,
  mark: submissionMark,
});
