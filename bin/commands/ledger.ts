import { createHash } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Ledger, type Policy, parseLedger } from '../../src/index.js';
import { WrongUse } from '../args.js';
import { writeWhole } from './write.js';

interface OpenLedger {
  readonly use: {
    readonly past: Ledger;
    readonly hash: (text: string) => string;
    readonly keep: (line: string) => void;
  };
  /** Adds the release to the file, whole or not at all, and says so. Before anything is printed: what is not in the ledger must not be out. */
  readonly write: (policy: Policy) => Promise<string>;
}

/** Sixteen hexadecimal digits of SHA-256: enough to know an address again among millions. */
const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new WrongUse(`Cannot read the ledger ${path}.`);
  }
}

/** Opens the ledger named, a new one when there is no such file. Throws WrongUse for a file that is no ledger. */
export async function openLedger(path: string | undefined): Promise<OpenLedger | undefined> {
  if (path === undefined) return undefined;
  const before = await textOf(path);
  let past: Ledger;
  try {
    past = parseLedger(before);
  } catch (fault) {
    throw new WrongUse(`${basename(path)} cannot be used. ${(fault as Error).message}`);
  }
  const kept: string[] = [];
  return {
    use: { past, hash, keep: (line) => void kept.push(line) },
    write: async (policy) => {
      const [line] = kept;
      if (line === undefined) return `Not entered in the ledger: the policy ${policy.name} hides nothing.`;
      await append(path, before, line);
      return `Entered in the ledger ${path}`;
    },
  };
}

/** One writer at a time: the release was judged by the ledger as it was read, so it is added only to that. */
async function append(path: string, before: string, line: string): Promise<void> {
  const lock = `${path}.lock`;
  const held = await open(lock, 'wx').catch(() => {
    throw new WrongUse(`Somebody else is writing to the ledger ${path}. Try again, or remove ${lock} if nobody is.`);
  });
  try {
    if ((await textOf(path)) !== before)
      throw new WrongUse(`The ledger ${path} has a new release since it was read. Run the command again.`);
    await writeWhole(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${line}`);
  } finally {
    await held.close();
    await rm(lock, { force: true });
  }
}
