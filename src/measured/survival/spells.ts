import type { Cell } from '../../core/cube.js';
import { type CubeColumns, cellsAt, type GroupColumn } from '../../core/cube-columns.js';
import { addMonths, type Day, isoDate, partsOf, yearTo } from '../../core/dates.js';
import type { CountRequest, Dimension, Table } from '../../core/request.js';
import { setValue } from '../../edition-value.js';
import type { Read } from '../../reconcile.js';
import { cellsOf, columnsOf, columnsRead, engineOf, type Known, knownOf } from '../counted.js';
import type { Measuring } from '../types.js';
import { employments } from './employments.js';
import type { Spells } from './spell.js';

/** Days at which it matters on which side somebody was hired, or ended: people between two of them are counted together. */
export interface Edges {
  readonly hired: readonly Day[];
  readonly ended: readonly Day[];
}

/** Everybody seen, and how to have them counted. */
export interface Observed {
  readonly window: { readonly from: Day; readonly to: Day };
  /** Rows of leavers or staff without a day of hire, which nobody can place. */
  readonly undated: number;
  readonly tables: Readonly<Record<string, Read>>;
  readonly engine: string;
  /** Spells of each kind asked for, one after another. */
  spells(asked: readonly AskedSpells[]): AsyncGenerator<Spells>;
}

/**
 * Spells by the groups of dimensions, to the day. With `edges` a spell's days are those of the stretch between two edges that it is in, so that
 * comparisons with an edge are right and nothing else is known.
 */
export interface AskedSpells {
  readonly dimensions: readonly string[];
  readonly edges?: Edges;
}

const needed = ['hireDate', 'terminationDate'];

/** What the tables that spells are of have, in the columns that matter. */
export const knownForSurvival = (of: Measuring, dimensions: readonly string[]): Promise<Known> =>
  knownOf(of, ['staff', 'leavers', 'starters'], [...needed, ...columnsRead(of, dimensions)]);

/** What is missing for survival to be identified, in the words of the refusal; empty when nothing is. */
export function missingForSurvival({ setting }: Measuring, known: Known): readonly string[] {
  const [staff, leavers] = [known.rows('staff'), known.rows('leavers')];
  const missing: string[] = [];
  if (!staff) missing.push('staff table (leavers alone cannot say how many did not leave)');
  if (leavers === undefined) missing.push('leavers table (staff in post alone cannot say who left)');
  if (setting.snapshot === undefined && staff !== undefined)
    missing.push('day of the staff snapshot (until when people were seen)');
  if (staff && !known.has('staff', 'hireDate'))
    missing.push('Latest Hire Date in the staff table (since when each person has been in post)');
  if (leavers) {
    if (!known.has('leavers', 'hireDate') && !known.has('starters', 'hireDate'))
      missing.push(
        'Latest Hire Date in the leavers table, or starters with it (how long each leaver had been in post)',
      );
    if (!known.has('leavers', 'terminationDate')) missing.push('Termination Date in the leavers table');
  }
  return missing;
}

/** The dimensions that spells are kept by: those asked for that the tables have columns for. */
export const dimensionsOf = (of: Measuring, known: Known, wanted: readonly string[]): readonly string[] =>
  wanted.filter((d) => columnsRead(of, [d]).some((c) => known.has('staff', c) || known.has('leavers', c)));

/**
 * Since when leaving was seen: the first of the month from which on every month has a leaver, at least twelve months before the snapshot unless the first leaver
 * came more than two months after that. A leaver of long before, alone in a file, does not stretch the window to a time whose other leavers are missing.
 */
function windowFrom(leaving: readonly Day[], snapshot: Day): Day {
  const year = yearTo(snapshot).from;
  const monthOf = (d: Day): Day => d - partsOf(d).date + 1;
  const months = new Set(leaving.map(monthOf));
  const first = [...months].filter((m) => m >= monthOf(year)).sort((a, b) => a - b)[0];
  if (first !== undefined && first > addMonths(year, 2)) return first;
  let from = monthOf(year);
  while (months.has(addMonths(from, -1))) from = addMonths(from, -1);
  return Math.min(year, from);
}

const dayOf = (column: string, edges: readonly Day[] | undefined): Dimension => {
  if (!edges) return { exact: column, otherwise: 'unknown' };
  const bins = [...new Set(edges)].sort((a, b) => a - b);
  return { column, bins, labels: [bins[0]! - 1, ...bins].map(String), otherwise: 'unknown' };
};

/** One above the other: what stood in two columns, with the names of both. */
function joined(a: GroupColumn, b: GroupColumn): GroupColumn {
  const names = [...a.names];
  const known = new Map(names.map((name, i) => [name, i]));
  const places = b.names.map((name) => known.get(name) ?? names.push(name) - 1);
  const codes = new Int32Array(a.codes.length + b.codes.length);
  codes.set(a.codes);
  for (let i = 0; i < b.codes.length; i++) codes[a.codes.length + i] = places[b.codes[i]!]!;
  return { names, codes };
}

/** The spells that counts of who is in post and who left are of. Who left before `from` is not among them; nor is a kind that is no leaving a kind. */
function spellsFrom(
  present: CubeColumns,
  gone: CubeColumns,
  dims: readonly string[],
  { from, to }: Observed['window'],
  uncounted: ReadonlySet<string>,
): Spells {
  const ended = gone.columns.last!;
  const lastOf = Int32Array.from(ended.names, Number);
  const inside = new Int32Array(gone.length);
  let count = 0;
  for (let i = 0; i < gone.length; i++) if (lastOf[ended.codes[i]!]! >= from) inside[count++] = i;
  const seen = cellsAt(gone, inside.subarray(0, count));
  const length = present.length + seen.length;
  const days = joined(present.columns.hired!, seen.columns.hired!);
  const dayOfName = Int32Array.from(days.names, Number);
  const hired = days.codes.map((code) => dayOfName[code]!);
  const until = new Int32Array(length).fill(to + 1);
  const kind = new Int32Array(length).fill(-1);
  const { names, codes } = seen.columns.kind!;
  const kinds = names.filter((name) => !uncounted.has(name));
  const places = names.map((name) => kinds.indexOf(name));
  for (let i = 0; i < seen.length; i++) {
    until[present.length + i] = lastOf[seen.columns.last!.codes[i]!]! + 1;
    kind[present.length + i] = places[codes[i]!]!;
  }
  const n = new Float64Array(length);
  n.set(present.n);
  n.set(seen.n, present.length);
  return {
    length,
    hired,
    from: hired.map((day) => Math.max(from, day)),
    to: until,
    kind,
    kinds,
    groups: Object.fromEntries(dims.map((d) => [d, joined(present.columns[d]!, seen.columns[d]!)])),
    n,
  };
}

/**
 * Spells from staff in post at the snapshot and the leavers before it, counted by whichever engine holds the tables. Somebody in post when the window opens
 * comes under observation then, with the service already served (delayed entry); somebody hired in it, on the day of hire. Who is one person, and who
 * has left, is `employments`. Call when nothing is missing.
 */
export async function observe(of: Measuring): Promise<Observed> {
  const { setting, indicator } = of;
  const snapshot = setting.snapshot as Day;
  const { inPost, left, rows } = employments(setting, snapshot);
  const id = `${indicator.id}/spells`;
  const [last, ...fates] = await Promise.all([
    cellsOf(of, { id, from: left, where: [], by: { last: dayOf('terminationDate', undefined) }, measure: 'people' }),
    ...(['staff', 'leavers'] as const).map((table) => {
      const { from, own, rules } = rows[table];
      const cases = rules.map(({ rule, keep }) => ({ when: { not: keep }, gives: rule }));
      return cellsOf(of, { id, from, where: own, by: { fate: { cases, otherwise: 'counted' } }, measure: 'rows' });
    }),
  ]);
  const days = last.map((c) => Number(c.key.last));
  const from = chosenDay(of, 'observed-from') ?? windowFrom(days, snapshot);
  const early = last.reduce((n, c) => (Number(c.key.last) < from ? n + c.n : n), 0);
  const read = (cells: readonly Cell[], unseen: number): Read => {
    const excluded: Record<string, number> = {};
    for (const { key, n } of cells) if (key.fate !== 'counted') excluded[key.fate!] = (excluded[key.fate!] ?? 0) + n;
    if (unseen > 0) excluded['before-the-window'] = unseen;
    const counted = cells.reduce((n, c) => (c.key.fate === 'counted' ? n + c.n : n), -unseen);
    return { counted, excluded };
  };
  const tables = { staff: read(fates[0]!, 0), leavers: read(fates[1]!, early) };
  const uncounted = new Set(setValue<readonly string[]>(setting.edition, 'no-leaving', indicator.id));
  return {
    window: { from, to: snapshot },
    undated: Object.values(tables).reduce((n, t) => n + (t.excluded['no-hire-date'] ?? 0), 0),
    tables,
    engine: engineOf(of, inPost),
    async *spells(asked) {
      const each = asked.map(({ dimensions, edges }) => {
        const dims = [...new Set(dimensions)];
        const by = Object.fromEntries(dims.map((d) => [d, setting.recode(d)]));
        const hired = dayOf('hireDate', edges?.hired);
        const ended = { last: dayOf('terminationDate', edges?.ended), kind: setting.recode('event-kind') };
        const request = (table: Table, more: CountRequest['by']): CountRequest => {
          return { id, from: table, where: [], by: { hired, ...more, ...by }, measure: 'people' };
        };
        return { dims, requests: [request(inPost, {}), request(left, ended)] };
      });
      const counted = columnsOf(
        of,
        each.flatMap((e) => e.requests),
      );
      try {
        for (const { dims } of each) {
          const [present, gone] = [(await counted.next()).value, (await counted.next()).value];
          yield spellsFrom(present as CubeColumns, gone as CubeColumns, dims, { from, to: snapshot }, uncounted);
        }
      } finally {
        await counted.return(undefined);
      }
    },
  };
}

/** A day that a person chose for the run, or the edition sets; `none` is none. */
export function chosenDay({ setting, indicator }: Measuring, name: string): Day | undefined {
  const text = setValue<string>(setting.edition, name, indicator.id);
  const day = text === 'none' ? undefined : Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
  return day !== undefined && isoDate(day) === text ? day : undefined;
}
