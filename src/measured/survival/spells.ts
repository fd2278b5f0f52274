import { addMonths, type Day, isoDate, partsOf, yearTo } from '../../core/dates.js';
import { firstFailed } from '../../core/predicate.js';
import { setValue } from '../../edition-value.js';
import type { Read } from '../../reconcile.js';
import type { Measuring } from '../types.js';
import { personOf, type View, viewOf } from '../view.js';

/** One employment under observation, in calendar days: from the first day it is seen (`from`) until the day after it ended or was last seen (`to`). */
export interface Spell {
  readonly hired: Day;
  readonly from: Day;
  readonly to: Day;
  /** Why it ended; undefined for somebody still in post, or who left in a way that is no leaving (a transfer, the end of a rotation). */
  readonly kind?: string;
  readonly groups: Readonly<Record<string, string>>;
}

export interface Spells {
  readonly spells: readonly Spell[];
  readonly window: { readonly from: Day; readonly to: Day };
  /** Leaving rows or staff without a day of hire, which nobody can place. */
  readonly undated: number;
  readonly tables: Readonly<Record<string, Read>>;
}

/** What is missing for survival to be identified, in the words of the refusal; empty when nothing is. */
export function missingForSurvival(of: Measuring): readonly string[] {
  const { setting } = of;
  const [staff, leavers] = [viewOf(of, 'staff'), viewOf(of, 'leavers')];
  const held = (['staff', 'leavers', 'starters'] as const).filter((t) => setting.tables[t]?.facts);
  if (held.length > 0)
    return [
      `rows of ${held.join(' and ')}, which stay where another engine counts them (give them as a workbook or CSV file to memory)`,
    ];
  const missing: string[] = [];
  if (!staff || staff.rows.length === 0) missing.push('staff table (leavers alone cannot say how many did not leave)');
  if (!leavers) missing.push('leavers table (staff in post alone cannot say who left)');
  if (setting.snapshot === undefined && staff) missing.push('day of the staff snapshot (until when people were seen)');
  if (staff && staff.rows.length > 0 && !staff.has('hireDate'))
    missing.push('Latest Hire Date in the staff table (since when each person has been in post)');
  if (leavers && leavers.rows.length > 0) {
    if (!leavers.has('hireDate') && !viewOf(of, 'starters')?.has('hireDate'))
      missing.push(
        'Latest Hire Date in the leavers table, or starters with it (how long each leaver had been in post)',
      );
    if (!leavers.has('terminationDate')) missing.push('Termination Date in the leavers table');
  }
  return missing;
}

/** The dimensions that spells are kept by: those asked for that the tables have columns for. */
export const dimensionsOf = (of: Measuring, wanted: readonly string[]): readonly string[] =>
  wanted.filter((d) => {
    const how = of.setting.recode(d);
    const columns = 'columns' in how ? how.columns : [];
    return ['staff', 'leavers'].some((t) => columns.some((c) => viewOf(of, t)?.has(c)));
  });

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

interface Choice {
  readonly row: number;
  readonly view: View;
}

const better = (a: Choice, b: Choice): boolean => {
  const primary = (c: Choice): number => (c.view.at(c.row, 'isPrimary') === true ? 1 : 0);
  const fte = (c: Choice): number => Number(c.view.at(c.row, 'fte') ?? 0);
  return primary(a) !== primary(b) ? primary(a) > primary(b) : fte(a) > fte(b);
};

/**
 * Spells from staff in post at the snapshot and the leavers before it. Somebody in post when the window opens comes under observation then, with the
 * service already served (delayed entry); somebody hired in it, on the day of hire. A person still in post under the same employment has not left,
 * whichever assignment ended; a person hired again after leaving has two spells. `starters` only fill in days of hire. Call when nothing is missing.
 */
export function spellsOf(of: Measuring, wanted: readonly string[]): Spells {
  const { setting, lists } = of;
  const snapshot = setting.snapshot as Day;
  const population = setting.edition.populations.workforce!.value;
  const [staff, leavers, starters] = (['staff', 'leavers', 'starters'] as const).map((t) => viewOf(of, t));
  const dims = dimensionsOf(of, wanted);
  const outOf = (view: View, row: number): string | undefined =>
    firstFailed(population, (column) => view.at(row, column), lists);
  const hires = new Map<string, Day[]>();
  for (const row of starters?.rows ?? []) {
    const day = starters!.at(row, 'hireDate');
    const who = personOf(starters!, row);
    if (typeof day === 'number') hires.set(who, [...(hires.get(who) ?? []), day]);
  }
  let undated = 0;
  const out: Record<string, Record<string, number>> = { staff: {}, leavers: {} };
  const exclude = (table: 'staff' | 'leavers', rule: string): void => {
    out[table]![rule] = (out[table]![rule] ?? 0) + 1;
  };

  const inPost = new Map<string, Choice & { readonly hired: Day }>();
  for (const row of staff!.rows) {
    const at = staff!.at(row, 'snapshotDate');
    if (at !== undefined && at !== snapshot) {
      exclude('staff', 'other-snapshot');
      continue;
    }
    const rule = outOf(staff!, row);
    if (rule !== undefined) {
      exclude('staff', rule);
      continue;
    }
    const who = personOf(staff!, row);
    const written = staff!.at(row, 'hireDate');
    const known = typeof written === 'number' ? written : hires.get(who)?.sort((a, b) => b - a)[0];
    if (known === undefined || known > snapshot) {
      undated++;
      exclude('staff', 'no-hire-date');
      continue;
    }
    const before = inPost.get(who);
    const choice = { row, view: staff!, hired: Math.min(known, before?.hired ?? known) };
    inPost.set(who, before && better(before, choice) ? { ...before, hired: choice.hired } : choice);
  }

  const left = new Map<string, Choice & { readonly hired: Day; readonly last: Day }>();
  for (const row of leavers!.rows) {
    const rule = outOf(leavers!, row);
    const last = leavers!.at(row, 'terminationDate');
    if (rule !== undefined || typeof last !== 'number' || last > snapshot) {
      exclude('leavers', rule ?? (typeof last === 'number' ? 'after-the-snapshot' : 'undated'));
      continue;
    }
    const who = personOf(leavers!, row);
    const own = leavers!.at(row, 'hireDate');
    const hired =
      typeof own === 'number'
        ? own
        : hires
            .get(who)
            ?.filter((d) => d <= last)
            .sort((a, b) => b - a)[0];
    if (hired === undefined || hired > last) {
      undated++;
      exclude('leavers', 'no-hire-date');
      continue;
    }
    const still = inPost.get(who);
    if (still && still.hired <= last) {
      exclude('leavers', 'still-in-post');
      continue;
    }
    const key = `${who} ${hired}`;
    const before = left.get(key);
    const choice = { row, view: leavers!, hired, last };
    if (!before || last > before.last || (last === before.last && better(choice, before))) left.set(key, choice);
  }

  const from =
    chosenDay(of, 'observed-from') ??
    windowFrom(
      [...left.values()].map((l) => l.last),
      snapshot,
    );
  const groupsOf = ({ view, row }: Choice): Spell['groups'] =>
    Object.fromEntries(dims.map((d) => [d, view.group(row, d)]));
  const spells: Spell[] = [];
  for (const person of inPost.values())
    spells.push({
      hired: person.hired,
      from: Math.max(from, person.hired),
      to: snapshot + 1,
      groups: groupsOf(person),
    });
  const uncounted = new Set(setValue<readonly string[]>(setting.edition, 'no-leaving', of.indicator.id));
  for (const person of left.values()) {
    if (person.last < from) {
      exclude('leavers', 'before-the-window');
      continue;
    }
    const kind = person.view.group(person.row, 'event-kind');
    spells.push({
      hired: person.hired,
      from: Math.max(from, person.hired),
      to: person.last + 1,
      groups: groupsOf(person),
      ...(uncounted.has(kind) ? {} : { kind }),
    });
  }
  const counted = (table: 'staff' | 'leavers', view: View): Read => ({
    counted: view.rows.length - Object.values(out[table]!).reduce((a, b) => a + b, 0),
    excluded: out[table]!,
  });
  return {
    spells,
    window: { from, to: snapshot },
    undated,
    tables: { staff: counted('staff', staff!), leavers: counted('leavers', leavers!) },
  };
}

/** A day that a person chose for the run, or the edition sets; `none` is none. */
export function chosenDay({ setting, indicator }: Measuring, name: string): Day | undefined {
  const text = setValue<string>(setting.edition, name, indicator.id);
  const day = text === 'none' ? undefined : Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
  return day !== undefined && isoDate(day) === text ? day : undefined;
}

/** What was seen of spells from one day to another: entries are delayed to the first, and who is still there at the second is no leaver. */
export const between = (spells: readonly Spell[], from: Day, to: Day): readonly Spell[] =>
  spells.flatMap(({ kind, ...s }) =>
    s.to <= from || s.from >= to
      ? []
      : [
          {
            ...s,
            from: Math.max(s.from, from),
            to: Math.min(s.to, to),
            ...(kind !== undefined && s.to <= to ? { kind } : {}),
          },
        ],
  );
