import type { Cube } from './core/cube.js';
import { cube } from './core/cube.js';
import type { Day, Period } from './core/dates.js';
import { addMonths, addYears, yearTo } from './core/dates.js';
import type { Predicate, Rule } from './core/predicate.js';
import type { CodeLists, Recode } from './core/recode.js';
import type { CountRequest, Table } from './core/request.js';
import type { Rows } from './core/rows.js';
import type { Ask, AskRule, Indicator } from './define.js';
import { hasColumn, hasValues } from './facts.js';
import type { CellMove, Edition } from './standard/types.js';

/** What an edition and a person's choices settle before anything is counted. Plain data. */
export interface Setting {
  readonly edition: Edition;
  readonly recode: (dimension: string) => Recode;
  /** The staff snapshot that is counted; absent when no table and no option dates it. */
  readonly snapshot?: Day;
  /** The earliest staff snapshot before the counted one and not before the edition's baseline year. */
  readonly baseline?: Day;
  /** Last day of the twelve months the events are counted in. */
  readonly periodEnd: Day;
  /** Where events are counted in the twelve months to another day: of two snapshots that are compared each has the events before it. */
  readonly windowEnd?: Day;
  /** The organisation counted, when the rows name more than one. */
  readonly organisation?: string;
  /** Several organisations are counted apart in one pass: a person is an employee number within an organisation. */
  readonly byOrganisation?: boolean;
  /** Of several organisations only these: rows of others, and of none, are left out. */
  readonly among?: readonly string[];
  readonly tables: Readonly<Record<string, Rows>>;
  /** Lists of the values that groupings as supplied are made of. */
  readonly supplied?: CodeLists;
  /** A year before the newest: what no row of a table is of was not supplied, and is no count of 0. */
  readonly earlier?: true;
}

/** One count of an indicator: the requests whose cubes are added, and the number of years they are a mean of. */
export interface Plan {
  readonly id: string;
  readonly requests: readonly CountRequest[];
  readonly years: number;
  readonly period: Period;
  /** What the rows of its tables are followed by, when that is not the requests: a join is followed side by side. */
  readonly follow?: readonly CountRequest[];
  /** Counts what happened in the period, not who was there on a day. */
  readonly flow?: true;
}

/** Last day of the twelve months that events are counted in. Example: 30 September 2024 of a snapshot of that day that is compared with another. */
export const eventsEnd = ({ windowEnd, periodEnd }: Pick<Setting, 'windowEnd' | 'periodEnd'>): Day =>
  windowEnd ?? periodEnd;

/** Whether a table has anything in a column. */
export const has = (setting: Setting, table: string, column: string): boolean =>
  hasValues(setting.tables[table], column);

/** The columns a recode reads. */
export function columnsOfRecode(r: Recode): readonly string[] {
  if ('cases' in r)
    return r.cases.flatMap((c) => [
      ...columnsOf(c.when),
      ...(typeof c.gives === 'string' ? [] : columnsOfRecode(c.gives)),
    ]);
  return 'columns' in r ? r.columns : 'column' in r ? [r.column] : r.days;
}

function columnsOf(p: Predicate): readonly string[] {
  if (p === true) return [];
  if ('all' in p) return p.all.flatMap(columnsOf);
  if ('any' in p) return p.any.flatMap(columnsOf);
  if ('not' in p) return columnsOf(p.not);
  if ('is' in p) return [p.column];
  return 'group' in p ? columnsOfRecode(p.group) : p.columns;
}

/** A value, or nothing at all: rows that do not say otherwise stay in. */
export const oneOfOrBlank = (column: string, is: string | number): Predicate => ({
  any: [{ column, is }, { not: { columns: [column], known: true } }],
});

/** Rows of another organisation are out when the run is of one, and of those that are no peers when it is of several. */
export const ownOrganisation = (setting: Setting, table: string): readonly Rule[] =>
  setting.among !== undefined && has(setting, table, 'organisation')
    ? [{ rule: 'not-a-peer', keep: { any: setting.among.map((is) => ({ column: 'organisation', is })) } }]
    : setting.organisation !== undefined && has(setting, table, 'organisation')
      ? [{ rule: 'other-organisation', keep: oneOfOrBlank('organisation', setting.organisation) }]
      : [];

/** The columns that say which day or year a row is of, in a year before the newest; undefined for tables that say who somebody is. */
export function datingColumns(table: string, edition: Edition): readonly string[] | undefined {
  if (table === 'leavers' || table === 'starters') return undefined;
  const own = edition.people[table]?.value.dates ?? [];
  return own.length > 0 ? own : ['snapshotDate', 'period', 'surveyYear'];
}

/** An earlier year has no rows that do not say which day they are of: they are the newest year's. */
function saysWhen(setting: Setting, table: string): readonly Rule[] {
  const columns = setting.earlier ? datingColumns(table, setting.edition) : undefined;
  const there = columns?.filter((c) => has(setting, table, c)) ?? [];
  return there.length > 0 ? [{ rule: 'undated', keep: { columns: there, known: true } }] : [];
}

function atSnapshot(setting: Setting, table: string, snapshot = setting.snapshot): readonly Rule[] {
  if (snapshot === undefined) return [];
  const ends: Rule[] = [];
  if (has(setting, table, 'snapshotDate'))
    ends.push({ rule: 'other-snapshot', keep: oneOfOrBlank('snapshotDate', snapshot) });
  const effective: Predicate[] = [];
  if (has(setting, table, 'effectiveStart'))
    effective.push({ not: { columns: ['effectiveStart'], between: [snapshot + 1, Number.MAX_SAFE_INTEGER] } });
  if (has(setting, table, 'effectiveEnd'))
    effective.push({ not: { columns: ['effectiveEnd'], between: [-Number.MAX_SAFE_INTEGER, snapshot - 1] } });
  if (effective.length > 0) ends.push({ rule: 'not-effective-at-snapshot', keep: { all: effective } });
  return ends;
}

/** What is missing when no table that a count may take its groups from has a column for them; undefined when one has. */
export function missingGroup(setting: Setting, ask: Ask, dimension: string): string | undefined {
  const columns = columnsOfRecode(setting.recode(dimension));
  const from = ask.ofStaff ? [ask.from, 'staff', 'leavers'] : [ask.from];
  return from.some((table) => columns.some((c) => hasColumn(setting.tables[table], c)))
    ? undefined
    : `${dimension} column in the ${ask.from} table`;
}

/** One row per person of a table, by the edition's rule; the table itself when it has no key column. */
export function people(setting: Setting, table: string, source: Table, where: readonly Rule[]): Table {
  const rule = setting.edition.people[table]?.value;
  const per = (rule?.per ?? []).filter(
    (c) => (c !== 'organisation' || setting.byOrganisation === true) && has(setting, table, c),
  );
  return per.length === 0
    ? { one: source, per: ['(row)'], where, first: [] }
    : { one: source, per, where, first: rule?.first ?? [], sum: has(setting, table, 'fte') ? ['fte'] : [] };
}

/**
 * Whose record a case or a course is judged by: the staff record at the snapshot, in the population if there is one, and only without any the
 * leavers row, again in the population if there is one: a permanent post left speaks before the bank post left with it. Somebody who left a
 * post and is bank-only at the snapshot is bank. Source: project decision.
 */
function staffSources(setting: Setting, population: readonly Rule[]): readonly Table[] {
  const sources: Table[] = [];
  if (setting.tables.staff) {
    const here = [...saysWhen(setting, 'staff'), ...ownOrganisation(setting, 'staff'), ...atSnapshot(setting, 'staff')];
    sources.push(people(setting, 'staff', 'staff', [...here, ...population]), people(setting, 'staff', 'staff', here));
  }
  if (setting.tables.leavers) {
    const here = ownOrganisation(setting, 'leavers');
    sources.push(
      people(setting, 'leavers', 'leavers', [...here, ...population]),
      people(setting, 'leavers', 'leavers', here),
    );
  }
  return sources;
}

function askRules(setting: Setting, rules: readonly AskRule[]): readonly Rule[] {
  return rules.map((r): Rule => {
    if ('dimension' in r) return { rule: r.rule, keep: { group: setting.recode(r.dimension), in: r.in } };
    if ('is' in r) return { rule: r.rule, keep: { column: r.column, is: r.is } };
    if ('isNot' in r) return { rule: r.rule, keep: { not: { column: r.column, is: r.isNot } } };
    return { rule: r.rule, keep: { columns: [r.column], known: true } };
  });
}

/**
 * Rows dated outside the period are out. A case or course counts by its date, so one without is out too, unless no row of the table has any; an
 * application without is in (it belongs to the file's own period). An issue says how many. Source: project decision.
 */
function inPeriod(setting: Setting, table: string, period: Period, byDate: boolean): readonly Rule[] {
  const columns = (setting.edition.people[table]?.value.dates ?? []).filter((c) => has(setting, table, c));
  if (columns.length === 0) return [];
  const known: Predicate = { columns, known: true };
  const dated: Predicate = { columns, between: [period.from, period.to] };
  return byDate
    ? [
        { rule: 'undated', keep: known },
        { rule: 'outside-period', keep: dated },
      ]
    : [{ rule: 'outside-period', keep: { any: [dated, { not: known }] } }];
}

/** A day in one of the columns, in the months that end with the snapshot. Example: six months to 31 March 2025 begin on 1 October 2024. */
interface Activity {
  readonly columns: readonly string[];
  readonly months: number;
}

const activityOf = (setting: Setting, ask: Ask): Activity | undefined =>
  ask.activeWithin === undefined
    ? undefined
    : (setting.edition.parameters[ask.activeWithin]?.value as Activity | undefined);

/** The columns of which an ask needs one, when the table has none of them. */
export function lacking(setting: Setting, ask: Ask): readonly string[] {
  const columns = [...(activityOf(setting, ask)?.columns ?? []), ...(ask.needs === undefined ? [] : [ask.needs])];
  return columns.some((c) => has(setting, ask.from, c)) ? [] : columns;
}

function active(setting: Setting, ask: Ask): readonly Rule[] {
  const activity = activityOf(setting, ask);
  if (!activity || setting.snapshot === undefined) return [];
  const between: [number, number] = [addMonths(setting.snapshot + 1, -activity.months), setting.snapshot];
  return [{ rule: 'not-active', keep: { any: activity.columns.map((c) => ({ columns: [c], between })) } }];
}

function request(setting: Setting, id: string, ask: Ask, by: readonly string[], period: Period): CountRequest {
  const population = setting.edition.populations[ask.population]?.value;
  if (!population) throw new RangeError(`edition ${setting.edition.edition} has no population "${ask.population}"`);
  const main = ask.main === undefined ? [] : setting.edition.populations[ask.main]?.value;
  if (!main) throw new RangeError(`edition ${setting.edition.edition} has no population "${ask.main}"`);
  const recodes = Object.fromEntries(by.map((d) => [d, setting.recode(d)]));
  const own = [...saysWhen(setting, ask.from), ...ownOrganisation(setting, ask.from)];
  const when =
    ask.when === 'period'
      ? inPeriod(setting, ask.from, period, ask.ofStaff === true)
      : atSnapshot(setting, ask.from, ask.when === 'baseline' ? setting.baseline : setting.snapshot);
  const rules = [...own, ...when, ...askRules(setting, ask.where ?? []), ...population];
  const sources = ask.ofStaff && has(setting, ask.from, 'employeeNumber') ? staffSources(setting, population) : [];
  const own2 = new Set(ask.where?.flatMap((r) => ('column' in r ? [r.column] : [])));
  const on = setting.byOrganisation ? ['organisation', 'employeeNumber'] : ['employeeNumber'];
  const take = [
    ...new Set([
      ...by.flatMap((d) => columnsOfRecode(recodes[d]!)),
      ...[...population, ...main].flatMap((r) => columnsOf(r.keep)),
    ]),
  ].filter((c) => !own2.has(c) && !on.includes(c));
  const table: Table = sources.length > 0 ? { lookup: ask.from, on, take, from: sources } : ask.from;
  return {
    id,
    from: people(setting, ask.from, table, rules),
    where: [...main, ...active(setting, ask)],
    by: recodes,
    measure: ask.measure ?? 'people',
  };
}

/** The requests behind one count of an indicator. A two-year mean is two requests, so that a person counts once in each year. */
export function plan(setting: Setting, indicator: Indicator, name: string, extra: readonly string[]): Plan {
  const ask = indicator.counts[name];
  if (!ask) throw new RangeError(`${indicator.id} counts no "${name}"`);
  const value = setting.edition.indicators[indicator.id]?.years?.value;
  const years = ask.when === 'period' && typeof value === 'number' ? value : 1;
  const by = [...new Set([...ask.by, ...extra])];
  const id = `${indicator.id}/${name}`;
  const last = yearTo(eventsEnd(setting));
  const periods = Array.from({ length: years }, (_, i) => yearTo(addYears(last.to, -i)));
  return {
    id,
    requests: periods.map((p) => request(setting, id, ask, by, p)),
    years,
    period: { from: periods.at(-1)?.from ?? last.from, to: last.to },
    ...(ask.when === 'period' ? { flow: true as const } : {}),
  };
}

/** Moves cells as the edition says (a medical director on VSM pay sits in VSM). The total does not change. */
export function moveCells(source: Cube, moves: readonly CellMove[]): Cube {
  const applies = moves.filter((m) =>
    [...Object.keys(m.when), ...Object.keys(m.set)].every((d) => source.dims.includes(d)),
  );
  if (applies.length === 0) return source;
  const cells = source.cells.map((cell) => {
    const move = applies.find((m) =>
      Object.entries(m.when).every(([d, groups]) => groups.includes(cell.key[d] as string)),
    );
    return move ? { key: { ...cell.key, ...move.set }, n: cell.n } : cell;
  });
  return cube(source.dims, source.measure, cells);
}
