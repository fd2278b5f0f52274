import { addYears, type Day, day, isoDate, partsOf } from '../core/dates.js';
import { type CodeList, listKey, lookUp } from '../core/recode.js';
import type { Value } from '../core/rows.js';
import type { Block } from './assemble.js';
import { financialYearEnd } from './dates.js';
import type { Profile } from './profile.js';

/** The 31 March on which the financial year of a day ends. */
export function yearEnd(d: Day): Day {
  const { year } = partsOf(d);
  const own = day(year, 3, 31)!;
  return d <= own ? own : addYears(own, 1);
}

/** A financial year named in a title or file name (`2024-25`, `2024/25`), as its last day. */
export function mentionedYear(texts: readonly string[]): Day | undefined {
  for (const text of texts)
    for (const m of text.replace(/_/g, ' ').matchAll(/(?<!\d)\d{4} ?(?:-|\/| to ) ?(?:\d{4}|\d{2})(?![\d/-])/g)) {
      const end = financialYearEnd(m[0]);
      if (end !== undefined) return end;
    }
  return undefined;
}

const stageWords: Readonly<Record<string, string>> = {
  applied: 'applied',
  applications: 'applied',
  applicants: 'applied',
  shortlisted: 'shortlisted',
  'short listed': 'shortlisted',
  shortlist: 'shortlisted',
  interviewed: 'interviewed',
  interview: 'interviewed',
  offered: 'offered',
  offer: 'offered',
  appointed: 'appointed',
  appointments: 'appointed',
  started: 'started',
};

/** The indicators of one characteristic's counts by stage. */
const indicators = { ethnicity: 'wres.2', disability: 'wdes.2', sex: 'recruitment.funnel' } as const;

/**
 * Recruitment counted by stage and group, as rows of the `counts` table: indicator `wres.2` (ethnicity), `wdes.2` (disability) or `recruitment.funnel` (sex), measure the
 * stage, group the raw value. A row that counts a combination gives one row for each characteristic. The period is the financial year
 * of the row's date, else `period`. Example: Shortlisted, White - British, 725 is wres.2, shortlisted, White - British, 725.
 */
export function recruitmentCounts(block: Block, stages: CodeList | undefined, period: Day | undefined): Block {
  const at = (column: string): readonly Value[] => block.columns[column] ?? [];
  const [stage, on, count, organisation] = [at('stage'), at('appliedOn'), at('count'), at('organisation')];
  const rows: number[] = [];
  const columns = {
    organisation: [] as Value[],
    indicator: [] as Value[],
    period: [] as Value[],
    measure: [] as Value[],
    group: [] as Value[],
    count: [] as Value[],
  };
  block.rows.forEach((row, i) => {
    const key = listKey(stage[i]);
    const day = on[i];
    const end = typeof day === 'number' ? yearEnd(day) : period;
    for (const [characteristic, indicator] of Object.entries(indicators)) {
      const group = at(characteristic)[i];
      const none = Object.keys(indicators).every((c) => at(c)[i] === undefined);
      if (group === undefined && !(none && characteristic === 'ethnicity')) continue;
      rows.push(row);
      columns.organisation.push(organisation[i]);
      columns.indicator.push(indicator);
      columns.period.push(end === undefined ? undefined : isoDate(end));
      columns.measure.push((stages && lookUp(stages, key)) ?? stageWords[key] ?? String(stage[i]));
      columns.group.push(group ?? 'unknown');
      columns.count.push(count[i]);
    }
  });
  return { file: block.file, sheet: block.sheet, rows, columns };
}

/** What makes counts parts of one figure: all of them are needed for any. */
const figure: Readonly<Record<string, readonly string[]>> = {
  counts: ['organisation', 'indicator', 'period', 'part', 'measure'],
  'recruitment-counts': ['organisation', 'appliedOn', 'stage'],
};

/**
 * Rows of a counts table that must go because another count of the same figure was set aside: a hidden or broken count is not 0, and the
 * sum of the others would take it for 0. Gives indexes. Example: without the BME appointments, the White ones say nothing.
 */
export function partsOfLost(
  table: string,
  block: Block,
  lost: readonly Readonly<Record<string, Value>>[],
): readonly number[] {
  const by = figure[table];
  if (!by || lost.length === 0) return [];
  const marks = ['ethnicity', 'disability', 'sex'];
  const idOf = (read: (column: string) => Value): string =>
    [...by.map((c) => listKey(read(c))), ...marks.map((c) => String(read(c) !== undefined))].join('|');
  const gone = new Set(lost.map((row) => idOf((c) => row[c])));
  return block.rows.flatMap((_, i) => (gone.has(idOf((c) => block.columns[c]?.[i])) ? [i] : []));
}

/** What a set-aside count would have been a count of, as `<indicator>/<measure>`, so that the figure can say why it is missing. */
export function countsLost(
  table: string,
  lost: readonly Readonly<Record<string, Value>>[],
  stages: CodeList | undefined,
): readonly string[] {
  const measureOf = (value: Value): string => {
    const key = listKey(value);
    return (stages && lookUp(stages, key)) ?? stageWords[key] ?? key;
  };
  const ids = lost.flatMap((row) => {
    if (table === 'counts') return [`${indicatorIdOf(row.indicator) ?? ''}/${listKey(row.measure)}`];
    const own = Object.entries(indicators).filter(([characteristic]) => row[characteristic] !== undefined);
    return own.map(([, indicator]) => `${indicator}/${measureOf(row.stage)}`);
  });
  return [...new Set(ids)];
}

const id = /^[a-z][a-z-]*(\.[0-9a-z-]+)*$/;

/** An indicator as a person writes it, as its id: "WRES 3" and "wres3" are wres.3; undefined when it can be none. */
export function indicatorIdOf(written: Value): string | undefined {
  const text = String(written ?? '')
    .trim()
    .toLowerCase();
  const spoken = /^(wres|wdes)\s*(?:indicator|metric)?[\s.:#_-]*(\d+[a-z]?(?:\.[a-z]+)?)$/.exec(text);
  return spoken ? `${spoken[1]}.${spoken[2]}` : id.test(text) ? text : undefined;
}

/** Counts typed by hand in a profile, as a block of the `counts` table; the row is the place in the profile's list. */
export function profileCounts(profile: Profile): Block | undefined {
  if (profile.counts.length === 0) return undefined;
  const names = ['organisation', 'indicator', 'period', 'block', 'band', 'grade', 'part', 'measure', 'group'] as const;
  const columns: Record<string, Value[]> = { count: profile.counts.map((c) => c.count) };
  for (const name of names)
    columns[name] = profile.counts.map((c) => (c[name] === undefined ? undefined : String(c[name])));
  return { file: 'profile', sheet: 'counts', rows: profile.counts.map((_, i) => i + 1), columns };
}

/** Statements typed by hand in a profile, as a block of the `statements` table. */
export function profileStatements({ statements = [] }: Profile): Block | undefined {
  if (statements.length === 0) return undefined;
  const text = (v: string | number | undefined): Value => (v === undefined ? undefined : String(v));
  const columns: Record<string, Value[]> = {
    organisation: statements.map((s) => text(s.organisation)),
    statement: statements.map((s) => s.statement),
    period: statements.map((s) => text(s.period)),
    answer: statements.map((s) => s.answer),
    words: statements.map((s) => text(s.text)),
  };
  return { file: 'profile', sheet: 'statements', rows: statements.map((_, i) => i + 1), columns };
}
