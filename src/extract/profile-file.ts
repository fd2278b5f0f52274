import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { findValue, type ParsedList } from '../../schemas/lists.js';
import type { TableContract } from '../../schemas/table.js';
import { noProfile, type Profile } from './profile.js';
import type { Extract } from './types.js';

const typedCount = z.strictObject({
  indicator: z.string().min(1),
  measure: z.string().min(1),
  group: z.string().min(1),
  count: z.number().nonnegative(),
  period: z.union([z.string(), z.number()]).optional(),
  block: z.string().optional(),
  band: z.union([z.string(), z.number()]).optional(),
  grade: z.string().optional(),
  part: z.string().optional(),
  organisation: z.string().optional(),
  reason: z.string().min(1),
});

const typedStatement = z.strictObject({
  statement: z.string().min(1),
  // YAML 1.2 keeps yes and no as text.
  answer: z
    .union([z.boolean(), z.enum(['yes', 'no', 'Yes', 'No'])], 'must be yes or no')
    .transform((a) => a === true || a === 'yes' || a === 'Yes'),
  text: z.string().optional(),
  period: z.union([z.string(), z.number()]).optional(),
  organisation: z.string().optional(),
});

const shape = z.strictObject({
  columns: z.record(z.string(), z.record(z.string(), z.string().nullable())).optional(),
  values: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()))
    .optional(),
  'pay-scales': z.record(z.string(), z.union([z.string(), z.number()]).nullable()).optional(),
  counts: z.array(typedCount).optional(),
  statements: z.array(typedStatement).optional(),
  accept: z.array(z.strictObject({ issue: z.string().min(1), reason: z.string().min(1) })).optional(),
});

/** A profile or everything that is wrong with it, one sentence each. */
export type ProfileReading =
  | { readonly status: 'ok'; readonly profile: Profile }
  | { readonly status: 'wrong'; readonly reasons: readonly string[] };

const filled = (entries: Readonly<Record<string, string | number | boolean | null>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).flatMap(([k, v]) => (v === null || v === '' ? [] : [[k, String(v)]])));

/** The code a person wrote: its id, its label or anything else the list knows. */
const codeFor = (list: ParsedList, written: string): string | undefined =>
  list.codes.has(written) ? written : findValue(list, written)?.code;

/**
 * Reads a profile (YAML 1.2, so that the ethnic code `N` stays a text). Entries left blank are ignored, so that a proposed profile can be
 * used before it is finished. `wrong` names every table, column, list and code that does not exist.
 */
export function readProfile(
  text: string,
  contracts: Readonly<Record<string, TableContract>>,
  lists: Readonly<Record<string, ParsedList>>,
): ProfileReading {
  let raw: unknown;
  try {
    raw = parse(text, { version: '1.2' }) ?? {};
  } catch (e) {
    return { status: 'wrong', reasons: [`it is not YAML (${(e as Error).message.split('\n')[0]})`] };
  }
  const checked = shape.safeParse(raw);
  if (!checked.success)
    return {
      status: 'wrong',
      reasons: checked.error.issues.map((i) => `${i.path.length > 0 ? i.path.join(' > ') : 'the top'}: ${i.message}`),
    };
  const reasons: string[] = [];
  const columns: Record<string, Record<string, string>> = {};
  for (const [table, entries] of Object.entries(checked.data.columns ?? {})) {
    const contract = contracts[table];
    if (!contract)
      reasons.push(`columns > ${table}: there is no such table; there are ${Object.keys(contracts).join(', ')}`);
    const own = filled(entries);
    for (const [header, column] of Object.entries(own))
      if (contract && column !== 'ignore' && !contract.columns[column])
        reasons.push(
          `columns > ${table} > ${header}: there is no column "${column}"; there are ${Object.keys(contract.columns).join(', ')}`,
        );
    columns[table] = own;
  }
  const values: Record<string, Record<string, string>> = {};
  const given = { ...checked.data.values };
  if (checked.data['pay-scales']) given['pay-scale'] = { ...given['pay-scale'], ...checked.data['pay-scales'] };
  for (const [id, entries] of Object.entries(given)) {
    const list = lists[id];
    if (!list) reasons.push(`values > ${id}: there is no such code list; there are ${Object.keys(lists).join(', ')}`);
    const own: Record<string, string> = {};
    for (const [value, written] of Object.entries(filled(entries))) {
      const code = list && codeFor(list, written);
      if (code !== undefined) own[value] = code;
      else if (list)
        reasons.push(
          `values > ${id} > ${value}: "${written}" is no code of this list; there are ${[...list.codes.keys()].join(', ')}`,
        );
    }
    values[id] = own;
  }
  if (reasons.length > 0) return { status: 'wrong', reasons };
  return {
    status: 'ok',
    profile: {
      columns,
      values,
      counts: checked.data.counts ?? [],
      statements: checked.data.statements ?? [],
      accept: checked.data.accept ?? [],
    },
  };
}

/**
 * A profile to fill in: what `from` already decides, and every column that was not used and every value that no list knows, blank.
 */
export function writeProfile(extract: Extract, from: Profile = noProfile): string {
  const columns: Record<string, Record<string, string | null>> = {};
  for (const [table, entries] of Object.entries(from.columns)) columns[table] = { ...entries };
  for (const m of extract.mapping)
    if (m.column === undefined && m.table !== 'none') {
      columns[m.table] ??= {};
      columns[m.table]![m.header] ??= null;
    }
  const values: Record<string, Record<string, string | null>> = {};
  for (const [list, entries] of Object.entries(from.values)) values[list] = { ...entries };
  for (const { list, value } of extract.unknownValues) {
    values[list] ??= {};
    values[list]![value] ??= null;
  }
  const { 'pay-scale': payScales, ...others } = values;
  const doc = {
    columns,
    values: others,
    'pay-scales': payScales ?? {},
    counts: from.counts,
    statements: from.statements ?? [],
    accept: from.accept,
  };
  return `${profileHelp}${stringify(doc, { version: '1.2', nullStr: '' })}`;
}

const profileHelp = `# Decisions about these files; use it with --profile. Entries left blank decide nothing.
# columns: for each table, a header as printed and the column it is (or ignore).
# values: for each code list, a value as printed and the code it stands for. pay-scales: a local pay scale and its band.
# counts: counts typed by hand: indicator, measure, group, count, reason (and period, block, band, part where needed).
# statements: what the organisation says of itself: statement (wdes.9b), answer (yes or no), text (and period).
# accept: a warning by its id and the reason why it may stand.
`;
