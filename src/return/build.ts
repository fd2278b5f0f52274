import type { Indicator } from '../define.js';
import type { Extract } from '../extract/types.js';
import type { Released, Result, Run } from '../release/result.js';
import type { Edition } from '../standard/types.js';
import { checkWords, returnLines as say, statementLine, submissionMark } from '../words/return.js';
import { board } from './parts/board.js';
import {
  check,
  empty,
  type From,
  find,
  groupsOf,
  isAbsent,
  line,
  type Made,
  numbersOf,
  rowsFor,
  total,
  whyAbsent,
} from './parts/part.js';
import { payRows } from './parts/pay.js';
import { ratio } from './parts/ratio.js';
import { statementsOf } from './statements.js';
import { surveyPart } from './survey.js';
import type { NationalReturn, Placed, ReturnPart, ReturnSheet, SurveyRow } from './types.js';

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
