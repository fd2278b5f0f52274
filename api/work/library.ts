import { type Library, loadLibrary, profileLists, type RunOptions } from '../../src/index.js';
import type { CheckTask, RunTask } from './tasks.js';

let loaded: Promise<Library> | undefined;
/** The library, once for each thread. */
export const library = (): Promise<Library> => (loaded ??= loadLibrary());

/** The options of a run with what a person settled. Throws a RangeError for a policy that is not there: the request was checked before. */
export function runOptions({ asked, profile, accepted }: RunTask | CheckTask, { policies }: Library): RunOptions {
  const policy = asked.ownPolicy ?? policies[asked.policy];
  if (!policy) throw new RangeError('no such policy');
  return {
    ...asked.options,
    policy,
    ...(profile ? { ownLists: profileLists(profile) } : {}),
    accepted: { ...Object.fromEntries((profile?.accept ?? []).map((a) => [a.issue, a.reason])), ...accepted },
  };
}
