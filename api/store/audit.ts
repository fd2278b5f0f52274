import { createHash, randomBytes } from 'node:crypto';
import type { Row, Sql, Statements } from './sql.js';

/** One line: who did what, when. The detail can be erased with its organisation; the chain over its digest stays whole. */
export interface AuditLine {
  readonly seq: number;
  readonly at: string;
  readonly organisation: string;
  readonly action: string;
  readonly detail?: Readonly<Record<string, string | number>>;
  readonly chain: string;
}

const hash = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
const beginning = hash('workforce-equality audit');

/** Adds a line inside the work it is about, so that neither is kept without the other. */
export async function addLine(
  { all }: Statements,
  line: {
    readonly at: string;
    readonly organisation: string;
    readonly action: string;
    readonly detail: Readonly<Record<string, string | number>>;
  },
): Promise<void> {
  const [last] = await all('SELECT seq, chain FROM audit ORDER BY seq DESC LIMIT 1');
  const seq = Number(last?.seq ?? 0) + 1;
  const salt = randomBytes(16).toString('base64url');
  const detail = JSON.stringify(line.detail);
  const digest = hash(salt, detail);
  const chain = hash(String(last?.chain ?? beginning), String(seq), line.at, line.organisation, line.action, digest);
  await all(
    'INSERT INTO audit (seq, at, organisation, action, digest, chain, salt, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [seq, line.at, line.organisation, line.action, digest, chain, salt, detail],
  );
}

export const lineOf = ({ seq, at, organisation, action, chain, detail }: Row): AuditLine => ({
  seq: Number(seq),
  at: String(at),
  organisation: String(organisation),
  action: String(action),
  chain: String(chain),
  ...(detail === null ? {} : { detail: JSON.parse(String(detail)) as Readonly<Record<string, string | number>> }),
});

export type Verified =
  | { readonly status: 'whole'; readonly lines: number; readonly head: string; readonly knownHead?: boolean }
  | { readonly status: 'broken'; readonly seq: number; readonly why: string };

/**
 * Follows the chain from its beginning. A line that was changed, left out or put in breaks it there. Lines cut off at the end can only be seen by
 * somebody who noted an earlier head: give it as `known`.
 */
export async function verify(sql: Sql, known?: string): Promise<Verified> {
  let [before, expected, knownHead] = [beginning, 1, false];
  for (;;) {
    const lines = await sql.all('SELECT * FROM audit WHERE seq >= ? ORDER BY seq LIMIT 1000', [expected]);
    if (lines.length === 0) break;
    for (const line of lines) {
      const seq = Number(line.seq);
      const broken = (why: string): Verified => ({ status: 'broken', seq: expected, why });
      if (seq !== expected) return broken('a line is missing');
      if (line.detail !== null && hash(String(line.salt), String(line.detail)) !== line.digest)
        return broken('its detail was changed');
      const chain = hash(
        before,
        String(seq),
        String(line.at),
        String(line.organisation),
        String(line.action),
        String(line.digest),
      );
      if (chain !== line.chain) return broken('it was changed, or one before it was');
      before = chain;
      knownHead ||= chain === known;
      expected++;
    }
  }
  return { status: 'whole', lines: expected - 1, head: before, ...(known === undefined ? {} : { knownHead }) };
}
