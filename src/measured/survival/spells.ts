import type { Cell } from '../../core/cube.js';
import { addMonths, type Day, isoDate, partsOf, yearTo } from '../../core/dates.js';
import type { Dimension } from '../../core/request.js';
import { setValue } from '../../edition-value.js';
import type { Read } from '../../reconcile.js';
import { cellsOf, columnsOf, engineOf, type Known, knownOf } from '../counted.js';
import type { Measuring } from '../types.js';
import { employments } from './employments.js';
import type { Spell } from './spell.js';

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
  /**
   * Spells by the groups of these dimensions, to the day. With `edges` a spell's days are those of the stretch between two edges that it is in, so that
   * comparisons with an edge are right and nothing else is known.
   */
  spells(dimensions: readonly string[], edges?: Edges): Promise<readonly Spell[]>;
}

const needed = ['hireDate', 'terminationDate'];

/** What the tables that spells are of have, in the columns that matter. */
export const knownForSurvival = (of: Measuring, dimensions: readonly string[]): Promise<Known> =>
  knownOf(of, ['staff', 'leavers', 'starters'], [...needed, ...columnsOf(of, dimensions)]);

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
  wanted.filter((d) => columnsOf(of, [d]).some((c) => known.has('staff', c) || known.has('leavers', c)));

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

/** Groups that are the same are one object, so that many spells take little room. */
function groupsKeeper(dims: readonly string[]): (key: Cell['key']) => Spell['groups'] {
  const kept = new Map<string, Spell['groups']>();
  return (key) => {
    const id = dims.map((d) => key[d]).join('\u0000');
    const known = kept.get(id);
    if (known) return known;
    const made = Object.fromEntries(dims.map((d) => [d, key[d]!]));
    kept.set(id, made);
    return made;
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
    async spells(dimensions, edges) {
      const dims = [...new Set(dimensions)];
      const by = Object.fromEntries(dims.map((d) => [d, setting.recode(d)]));
      const hired = dayOf('hireDate', edges?.hired);
      const ended = { last: dayOf('terminationDate', edges?.ended), kind: setting.recode('event-kind') };
      const [present, gone] = await Promise.all([
        cellsOf(of, { id, from: inPost, where: [], by: { hired, ...by }, measure: 'people' }),
        cellsOf(of, { id, from: left, where: [], by: { hired, ...ended, ...by }, measure: 'people' }),
      ]);
      const groupsOf = groupsKeeper(dims);
      const spells: Spell[] = [];
      for (const { key, n } of present) {
        const day = Number(key.hired);
        spells.push({ hired: day, from: Math.max(from, day), to: snapshot + 1, groups: groupsOf(key), n });
      }
      for (const { key, n } of gone) {
        const [day, end] = [Number(key.hired), Number(key.last)];
        if (end < from) continue;
        const seen = { hired: day, from: Math.max(from, day), to: end + 1, groups: groupsOf(key), n };
        spells.push(uncounted.has(key.kind!) ? seen : { ...seen, kind: key.kind! });
      }
      return spells;
    },
  };
}

/** A day that a person chose for the run, or the edition sets; `none` is none. */
export function chosenDay({ setting, indicator }: Measuring, name: string): Day | undefined {
  const text = setValue<string>(setting.edition, name, indicator.id);
  const day = text === 'none' ? undefined : Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
  return day !== undefined && isoDate(day) === text ? day : undefined;
}
