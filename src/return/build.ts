import { isNumber } from '../core/outcome.js';
import type { Indicator } from '../define.js';
import type { Extract } from '../extract/types.js';
import type { Released, Result, Run } from '../release/result.js';
import type { Edition } from '../standard/types.js';
import { labels } from '../words/labels.js';
import {
  allGrounds,
  checkWords,
  differenceLine,
  illHealth,
  measureLines,
  notIllHealth,
  returnLines as say,
  statementLine,
  submissionMark,
} from '../words/return.js';
import { statementsOf } from './statements.js';
import { surveyPart } from './survey.js';
import type {
  CountsRow,
  NationalReturn,
  Placed,
  ReturnCheck,
  ReturnLine,
  ReturnPart,
  ReturnSheet,
  SurveyRow,
} from './types.js';

type Numbers = Readonly<Record<string, number>>;
type Place = Pick<CountsRow, 'block' | 'band' | 'grade' | 'part'>;

interface Made {
  readonly sheet: ReturnSheet;
  readonly counts: readonly Placed[];
  readonly checks: readonly ReturnCheck[];
}

const numberOf = (figure: unknown, what: string): number => {
  if (!isNumber(figure as never)) throw new RangeError(`${what} is not a number in this run: a return hides nothing`);
  return figure as number;
};

const numbersOf = (r: Result, which: 'n' | 'base', of?: 'board' | 'workforce'): Numbers =>
  Object.fromEntries(
    r.parts
      .filter((p) => p.of === of)
      .map((p) => [p.group, numberOf(p[which], `${r.indicator} ${JSON.stringify(r.breakdown)}`)]),
  );

const total = (numbers: Numbers): number => Object.values(numbers).reduce((a, b) => a + b, 0);
const minus = (a: Numbers, b: Numbers): Numbers =>
  Object.fromEntries(Object.entries(a).map(([g, n]) => [g, n - (b[g] ?? Number.NaN)]));
const plus = (all: readonly Numbers[], groups: readonly string[]): Numbers =>
  Object.fromEntries(groups.map((g) => [g, all.reduce((n, each) => n + (each[g] as number), 0)]));

const line = (label: string, numbers: Numbers, more: Partial<ReturnLine> = {}): ReturnLine => ({
  label,
  ofWhich: false,
  kind: 'people',
  ...more,
  numbers,
});

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;
const check = (part: string, what: string, here: number, there: number): ReturnCheck => ({
  part,
  what,
  here,
  there,
  agrees: near(here, there),
});

/** What a part is made from: the run's results, by indicator and breakdown. */
interface From {
  readonly results: readonly Result[];
  readonly edition: Edition;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly head: Pick<CountsRow, 'organisation' | 'period'>;
}

const find = (from: From, id: string, breakdown: Readonly<Record<string, string>>): Result | undefined => {
  const key = JSON.stringify(Object.entries(breakdown).sort());
  return from.results.find((r) => r.indicator === id && JSON.stringify(Object.entries(r.breakdown).sort()) === key);
};

const rowsFor = (
  from: From,
  at: Placed['at'],
  indicator: string,
  measure: string,
  place: Place,
  numbers: Numbers,
): readonly Placed[] =>
  Object.entries(numbers).map(([group, count]) => ({
    row: { ...from.head, indicator, ...place, measure, group, count },
    at,
  }));

const isAbsent = (r: Result): boolean =>
  r.parts.length === 0 || r.parts.some((p) => !isNumber(p.n) || !isNumber(p.base));
const groupsOf = (from: From, id: string): readonly string[] => {
  const dimension = from.indicators.get(id)?.compared.dimension as string;
  return from.edition.groupings[dimension]?.value.order ?? [];
};

const empty = (part: ReturnPart, groups: readonly string[], why: string): Made => ({
  sheet: { part: part.part, title: part.title, groups, lines: [], absent: why },
  counts: [],
  checks: [],
});

const whyAbsent = (r: Result | undefined): string =>
  r === undefined
    ? 'This edition does not have it.'
    : r.value.status === 'not-supplied'
      ? `Not supplied: ${r.value.what}.`
      : `Not there: ${r.value.status}.`;

/** A block of the pay table: one line for each band or grade, as the indicator's rows are. */
function payRows(from: From, part: ReturnPart): Made {
  const groups = groupsOf(from, part.indicator);
  const block = part.block as string;
  const whole = find(from, part.indicator, { block });
  if (!whole || isAbsent(whole)) return empty(part, groups, whyAbsent(whole));
  const said = labels();
  const own = from.results.filter(
    (r) =>
      r.indicator === part.indicator &&
      r.breakdown.block === block &&
      ('band' in r.breakdown || 'grade' in r.breakdown),
  );
  const numbers = new Map(own.map((r) => [r.breakdown.band ?? r.breakdown.grade, numbersOf(r, 'n')]));
  const managers = numbers.get('senior-medical-manager');
  const lines: ReturnLine[] = [];
  const counts: Placed[] = [];
  const leaves: Numbers[] = [];
  for (const { breakdown } of own) {
    const id = (breakdown.band ?? breakdown.grade) as string;
    const n = numbers.get(id) as Numbers;
    const isManager = id === 'senior-medical-manager';
    const label = isManager
      ? say.ofWhichManagers
      : id === 'unmapped'
        ? say.otherBand
        : id === 'consultant'
          ? say.consultants
          : said.heading('band' in breakdown ? 'band' : 'grade', id);
    lines.push(line(label, n, { ofWhich: isManager }));
    // The counts table holds everybody once: consultants there are those who are not senior medical managers.
    const leaf = id === 'consultant' && managers ? minus(n, managers) : n;
    leaves.push(leaf);
    const place = { block, ...('band' in breakdown ? { band: id } : { grade: id }) };
    const isConsultants = id === 'consultant' && managers !== undefined;
    const at = { part: part.part, line: label, ...(isConsultants ? { less: say.ofWhichManagers } : {}) };
    counts.push(...rowsFor(from, at, part.indicator, 'staff', place, leaf));
  }
  const sum = plus(leaves, groups);
  lines.push(line('All', sum, { ofWhich: true }));
  const there = numbersOf(whole, 'n');
  return {
    sheet: { part: part.part, title: part.title, groups, lines },
    counts,
    checks: groups.map((g) =>
      check(
        part.part,
        `${checkWords.rows}: ${said.group(whole.compared.dimension, g)}`,
        sum[g] as number,
        there[g] as number,
      ),
    ),
  };
}

/** A ratio: the base, those it happened to, both likelihoods and their ratio. */
function ratio(from: From, part: ReturnPart): Made {
  const groups = groupsOf(from, part.indicator);
  const r = find(from, part.indicator, {});
  const indicator = from.indicators.get(part.indicator);
  if (!r || isAbsent(r) || indicator?.formula.name !== 'relative-likelihood') return empty(part, groups, whyAbsent(r));
  const { events, base } = indicator.formula;
  const [n, of] = [numbersOf(r, 'n'), numbersOf(r, 'base')];
  const all = part.ofAll === undefined ? undefined : find(from, part.ofAll, {});
  const lines = [line(measureLines[base] ?? base, of)];
  const counts: Placed[] = [];
  const at = (name: string): Placed['at'] => ({ part: part.part, line: name });
  if (base !== 'staff') counts.push(...rowsFor(from, at(measureLines[base] ?? base), part.indicator, base, {}, of));
  if (all && !isAbsent(all) && part.ofAll !== undefined) {
    const any = numbersOf(all, 'n');
    const ill = minus(any, n);
    lines.push(line(allGrounds, any), line(illHealth, ill, { ofWhich: true }), line(notIllHealth, n));
    counts.push(...rowsFor(from, at(allGrounds), part.indicator, events, {}, any));
    counts.push(...rowsFor(from, at(illHealth), part.indicator, `${events}-ill-health`, {}, ill));
    counts.push(...rowsFor(from, at(allGrounds), part.ofAll, events, {}, any));
  } else {
    lines.push(line(measureLines[events] ?? events, n));
    counts.push(...rowsFor(from, at(measureLines[events] ?? events), part.indicator, events, {}, n));
  }
  const rates = Object.fromEntries(
    groups.filter((g) => (of[g] as number) > 0).map((g) => [g, (n[g] as number) / (of[g] as number)]),
  );
  lines.push(line(say.likelihood, rates, { kind: 'likelihood' }));
  if (r.value.status === 'ok') lines.push(line(say.ratio, { [r.compared.over]: r.value.value }, { kind: 'ratio' }));
  const within = groups.every((g) => (n[g] as number) <= (of[g] as number));
  const eventWords = measureLines[events] ?? events;
  const checks: ReturnCheck[] = [
    {
      part: part.part,
      what: checkWords.within(eventWords, measureLines[base] ?? base),
      here: total(n),
      there: total(of),
      agrees: within,
    },
  ];
  return { sheet: { part: part.part, title: part.title, groups, lines }, counts, checks };
}

/** The board: all members and the four parts, beside the workforce. */
function board(from: From, part: ReturnPart): Made {
  const groups = groupsOf(from, part.indicator);
  const of = (name: string): Result | undefined => find(from, part.indicator, { part: name });
  const [all, voting, executive] = [of('total'), of('voting'), of('executive')];
  if (!all || !voting || !executive || isAbsent(all) || isAbsent(voting) || isAbsent(executive))
    return empty(part, groups, whyAbsent(all));
  const [t, v, e] = [all, voting, executive].map((r) => numbersOf(r, 'n', 'board')) as [Numbers, Numbers, Numbers];
  const lines = [
    line(say.total, t),
    line(say.voting, v, { ofWhich: true }),
    line(say.nonVoting, minus(t, v), { ofWhich: true }),
    line(say.executive, e, { ofWhich: true }),
    line(say.nonExecutive, minus(t, e), { ofWhich: true }),
    line(say.workforce, numbersOf(all, 'n', 'workforce')),
    ...[all, voting, executive].flatMap((r) =>
      r.value.status === 'ok'
        ? [
            line(
              differenceLine(labels().group('part', r.breakdown.part as string)),
              { [r.compared.over]: r.value.value },
              { kind: 'points' },
            ),
          ]
        : [],
    ),
  ];
  const at = (name: string): Placed['at'] => ({ part: part.part, line: name });
  const counts = [
    ...rowsFor(from, at(say.total), part.indicator, 'members', { part: 'total' }, t),
    ...rowsFor(from, at(say.voting), part.indicator, 'members', { part: 'voting' }, v),
    ...rowsFor(from, at(say.executive), part.indicator, 'members', { part: 'executive' }, e),
  ];
  const within = groups.every((g) => (v[g] as number) <= (t[g] as number) && (e[g] as number) <= (t[g] as number));
  const checks = [
    {
      part: part.part,
      what: checkWords.within('voting and executive members', 'board'),
      here: total(v),
      there: total(t),
      agrees: within,
    },
  ];
  return { sheet: { part: part.part, title: part.title, groups, lines }, counts, checks };
}

/** A yes or no: 1 or 0 for the group it is about; its words are on the sheet of statements. */
function statement(from: From, part: ReturnPart): Made {
  const r = find(from, part.indicator, {});
  const groups = groupsOf(from, part.indicator);
  if (r?.value.status !== 'ok') return empty(part, groups, whyAbsent(r));
  const lines = [line(statementLine, { [r.compared.over]: r.value.value })];
  return { sheet: { part: part.part, title: part.title, groups, lines }, counts: [], checks: [] };
}

function surveyMade(
  from: From,
  part: ReturnPart,
  ids: readonly string[],
): Made & { readonly survey: readonly SurveyRow[] } {
  const made = surveyPart(
    part,
    ids.map((id) => find(from, id, {})),
    groupsOf(from, part.indicator),
    (id) => from.indicators.get(id)?.title ?? id,
    from.head.organisation,
  );
  return { ...made, counts: [], checks: [] };
}

/** A sheet with the numbers of the year before beside its own, line by line as they are called; a line that is not there then has none. */
function withBefore(now: ReturnSheet, then: ReturnSheet): ReturnSheet {
  const known = new Map(then.lines.map((l) => [l.label, l.numbers]));
  return {
    ...now,
    lines: now.lines.map((l) => {
      const before = known.get(l.label);
      return before ? { ...l, before } : l;
    }),
  };
}

const otherPart = '1 other';

/** People in no block: no part of the collection takes them, but the headcount has them. */
function inNoBlock(from: From, indicator: string): readonly Placed[] {
  const r = find(from, indicator, { block: 'unmapped' });
  return r && !isAbsent(r)
    ? rowsFor(
        from,
        { part: otherPart, line: say.otherBlock },
        indicator,
        'staff',
        { block: 'unmapped' },
        numbersOf(r, 'n'),
      )
    : [];
}

/**
 * The numbers a trust enters for one standard, from a run released under `submissionPolicy`, with the counts rows that give them again when read.
 * The parts are the edition's parameter `return-parts`; a part whose table was not supplied is empty and says so.
 * Throws a RangeError when the edition has no parts or a number is hidden. Counts are people; WDES 3 may be halves (a mean of two years).
 * Example: White 6 and BME 4 consultants, of whom White 1 and BME 1 senior medical managers: the line says 6 and 4, the counts 5 and 3, 1 and 1.
 */
export function nationalReturn(
  run: Released<Run>,
  edition: Edition,
  all: readonly Indicator[],
  tables: Extract['tables'] = {},
): NationalReturn {
  const parts = edition.parameters['return-parts'];
  if (!parts) throw new RangeError(`${edition.standard} ${edition.edition} does not say what its return holds`);
  const ofYear = (yearsBefore: number): readonly Result[] =>
    run.results.filter((r) => (r.yearsBefore ?? 0) === yearsBefore && r.indicator.startsWith(`${edition.standard}.`));
  const own = ofYear(0);
  const organisation = own[0]?.organisation ?? '';
  const from: From = {
    results: own,
    edition,
    indicators: new Map(all.map((i) => [i.id, i])),
    head: { ...(organisation === '' || organisation === 'not stated' ? {} : { organisation }), period: edition.from },
  };
  const makers = {
    'share-of-row': payRows,
    'relative-likelihood': ratio,
    'board-difference': board,
    statement,
  } as const;
  const make = (of: From, part: ReturnPart): Made & { readonly survey?: readonly SurveyRow[] } => {
    if (part.indicators) return surveyMade(of, part, part.indicators);
    const name = of.indicators.get(part.indicator)?.formula.name;
    const maker = makers[name as keyof typeof makers];
    if (!maker) throw new RangeError(`part ${part.part} of the return: ${part.indicator} cannot be returned`);
    return maker(of, part);
  };
  const last = ofYear(1);
  const before: From = { ...from, results: last };
  const made = (parts.value as readonly ReturnPart[]).map((part) => {
    const now = make(from, part);
    const then = last.length === 0 ? undefined : make(before, part).sheet;
    return { part, ...now, sheet: then ? withBefore(now.sheet, then) : now.sheet };
  });
  const first = `${edition.standard}.1`;
  const unplaced = inNoBlock(from, first);
  const counts = [...made.flatMap((m) => m.counts), ...unplaced];
  const whole = find(from, first, {});
  const staff = counts
    .filter(({ row }) => row.indicator === first && row.measure === 'staff')
    .reduce((n, { row }) => n + row.count, 0);
  const headcount =
    whole && !isAbsent(whole)
      ? [check('1', 'Everybody in part 1 is the headcount of the results', staff, total(numbersOf(whole, 'n')))]
      : [];
  const bases = made.flatMap(({ part, sheet }) => {
    const workforce = sheet.lines.find((l) => l.label === say.workforce);
    return workforce ? [check(part.part, checkWords.headcount, total(workforce.numbers), staff)] : [];
  });
  return {
    standard: edition.standard,
    edition: edition.edition,
    organisation,
    snapshot: edition.from,
    policy: run.policy,
    mark: submissionMark,
    sheets: [
      ...made.map((m) => m.sheet),
      ...(unplaced.length > 0
        ? [
            {
              part: otherPart,
              title: say.otherBlock,
              groups: groupsOf(from, first),
              lines: [line(say.otherBlock, Object.fromEntries(unplaced.map(({ row }) => [row.group, row.count])))],
            },
          ]
        : []),
    ],
    counts,
    survey: made.flatMap((m) => m.survey ?? []),
    statements: statementsOf(parts.value as readonly ReturnPart[], run, tables, edition),
    ...(last[0] ? { before: { edition: last[0].edition, snapshot: last[0].period.to } } : {}),
    checks: [...headcount, ...made.flatMap((m) => m.checks), ...bases],
    unverified: parts.verified ? [] : ['return-parts'],
  };
}
