import { type Args, WrongUse } from '../args.js';
import { say } from './say.js';
import { openStoreOf } from './store.js';

/** Verifies the chain of audit lines. */
export async function audit(args: Args): Promise<number> {
  if (args.files.length !== 1 || args.files[0] !== 'verify') throw new WrongUse('"audit" takes verify.');
  const store = await openStoreOf(args);
  const head = args.text('head');
  const found = await store.audit.verify(head);
  await store.close();
  if (args.flag('json')) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  if (found.status === 'broken') {
    say(`The audit is broken at line ${found.seq}: ${found.why}.`);
    return 1;
  }
  if (found.knownHead === false) {
    say(`The audit holds together, but the head ${head} is not in it: lines were taken away since it was noted.`);
    return 1;
  }
  if (!args.flag('json')) process.stdout.write(`${found.lines} lines, whole. Head: ${found.head}\n`);
  return 0;
}
