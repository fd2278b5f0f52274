import { notSupplied, ok, undefinedBecause } from '../../core/outcome.js';
import { listKey } from '../../core/recode.js';
import { setValue } from '../../edition-value.js';
import { cohensKappa, type KappaWeights, newcombe, readGap, wilson } from '../../formulas/index.js';
import type { CountedRow } from '../../release/counted.js';
import * as words from '../../words/horizon.js';
import type { Measured, Measurer, Measuring } from '../types.js';
import { absentRow, frameOf, lackingTable, plain, viewOf } from '../view.js';

const scale = ['red', 'amber', 'green'] as const;
type Rating = (typeof scale)[number];

/** One statement of one trust's policy in one phase: each rater's rating, and the evidence. */
interface Rated {
  readonly statement: string;
  readonly trust: string;
  readonly category: string;
  readonly phase: string;
  readonly by: Map<string, Rating | 'not-rated'>;
}

const ratingOf = (text: string): Rating | 'not-rated' => {
  const key = listKey(text);
  return scale.find((r) => key === r || key === r.charAt(0) || key.startsWith(`${r} `)) ?? 'not-rated';
};

/** The rating two raters share; where they differ there is none until they agree. Of one rater, that rater's. */
function settled({ by }: Rated): Rating | 'not-rated' | 'disagreed' {
  const given = [...new Set([...by.values()].filter((r) => r !== 'not-rated'))];
  return given.length > 1 ? 'disagreed' : (given[0] ?? 'not-rated');
}

function read(of: Measuring): readonly Rated[] | undefined {
  const view = viewOf(of, 'statements');
  if (!view?.has('rating')) return undefined;
  const found = new Map<string, Rated>();
  for (const row of view.rows) {
    const text = (c: string): string => String(view.at(row, c) ?? '').trim();
    const rated = view.at(row, 'rating') !== undefined || text('rater') !== '';
    if (!rated && text('category') === '') continue;
    const [statement, trust, phase] = [text('statement'), text('trust'), text('phase')];
    const id = [statement, trust, phase].join('\u0000');
    const own = found.get(id) ?? {
      statement,
      trust,
      phase,
      category: text('category') || 'no category',
      by: new Map(),
    };
    found.set(id, own);
    own.by.set(text('rater'), ratingOf(text('rating')));
  }
  return [...found.values()];
}

const count = (some: readonly Rated[], what: string): number => some.filter((r) => settled(r) === what).length;
const ratedOf = (some: readonly Rated[]): number => scale.reduce((n, r) => n + count(some, r), 0);

function greenRow(of: Measuring, some: readonly Rated[], breakdown: CountedRow['breakdown']): CountedRow {
  const frame = frameOf(of);
  const [green, rated] = [count(some, 'green'), ratedOf(some)];
  const part = (group: string, base: number) => {
    const n = count(some, group);
    return { group, n, base, rate: base === 0 ? undefinedBecause('no-group-members') : n / base };
  };
  return {
    ...frame,
    unit: 'share',
    compared: { dimension: 'rating', over: 'green' },
    breakdown,
    measured: plain({
      value: rated === 0 ? undefinedBecause('no-group-members') : ok(green / rated),
      interval: rated === 0 ? undefinedBecause('no-group-members') : wilson(green, rated, frame.judgement.confidence),
      reading: { size: `${green} green of ${rated} rated, ${some.length} in all`, evidence: 'not calculable' },
      working: words.greenOf(green, rated, some.length),
      parts: [
        ...['green', 'amber', 'red'].map((g) => part(g, rated)),
        ...['not-rated', 'disagreed'].map((g) => part(g, some.length)),
      ],
    }),
  };
}

/** Two phases compared: the share of green of those rated, later less earlier, in points. Other policies may have been scanned. */
function phaseRow(
  of: Measuring,
  before: readonly Rated[],
  after: readonly Rated[],
  breakdown: CountedRow['breakdown'],
): CountedRow {
  const frame = frameOf(of);
  const counts = (some: readonly Rated[]) => ({ n: count(some, 'green'), base: ratedOf(some) });
  const [over, under] = [counts(after), counts(before)];
  const none = over.base === 0 || under.base === 0;
  const gap = none ? undefinedBecause('no-group-members') : ok(100 * (over.n / over.base - under.n / under.base));
  const interval = none ? undefinedBecause('no-group-members') : newcombe({ over, under }, frame.judgement.confidence);
  const [last, first] = [after[0]?.phase ?? '', before[0]?.phase ?? ''];
  return {
    ...frame,
    unit: 'points',
    compared: { dimension: 'phase', over: last, under: first },
    breakdown,
    measured: plain({
      value: gap,
      interval,
      reading: readGap({ gap, interval, bases: [over.base, under.base], fewPeople: frame.judgement.fewPeople }),
      working: words.phases(first, last),
      parts: [[last, over] as const, [first, under] as const].map(([group, { n, base }]) => ({
        group,
        n,
        base,
        rate: base === 0 ? undefinedBecause('no-group-members') : n / base,
      })),
    }),
  };
}

/** How well the two raters agree, plain and by steps apart, and every statement on which they differ. */
function agreement(of: Measuring, all: readonly Rated[], raters: readonly [string, string]): readonly CountedRow[] {
  const [a, b] = raters;
  const frame = { ...frameOf(of), compared: { dimension: 'rating', over: 'green' } };
  const pairs = all.flatMap((r) => {
    const [x, y] = [r.by.get(a), r.by.get(b)];
    return x && y && x !== 'not-rated' && y !== 'not-rated' ? [{ r, x, y }] : [];
  });
  const table = scale.map((i) => scale.map((j) => pairs.filter((p) => p.x === i && p.y === j).length));
  const differ = pairs.filter((p) => p.x !== p.y);
  const weighted = setValue<KappaWeights>(of.setting.edition, 'weights', of.indicator.id);
  return (
    [
      ['kappa', 'none'],
      ['weighted-kappa', weighted],
    ] as const
  ).map(([name, weights]) => {
    const { value, interval, observed } = cohensKappa(table, weights, frame.judgement.confidence);
    return {
      ...frame,
      unit: 'score',
      breakdown: { agreement: name },
      measured: plain({
        value,
        interval,
        reading: { size: `${pairs.length - differ.length} of ${pairs.length} rated alike`, evidence: 'not calculable' },
        working: words.agreed(pairs.length - differ.length, pairs.length, observed, weights),
        parts: [
          {
            group: 'alike',
            n: pairs.length - differ.length,
            base: pairs.length,
            rate: pairs.length === 0 ? undefinedBecause('no-group-members') : 1 - differ.length / pairs.length,
          },
        ],
        items: differ.map(({ r, x, y }) => ({
          statement: r.statement,
          trust: r.trust,
          category: r.category,
          phase: r.phase,
          [`rater ${a}`]: x,
          [`rater ${b}`]: y,
        })),
      }),
    };
  });
}

/**
 * Statements of policies rated red, amber or green: green of those rated in each category, in the last phase; the change from the phase before; and, of two
 * raters, kappa and the statements on which they differ. A statement without a rating is not amber and not red: rated and total are both given.
 */
export const statementRatings: Measurer = (of): Measured => {
  const view = viewOf(of, 'statements');
  if (!view) return lackingTable(of, 'statements');
  const all = read(of);
  if (!all || all.length === 0) return absentRow(of, notSupplied('Rating column in the statements table'));
  const phases = [...new Set(all.map((r) => r.phase))].sort();
  const [last, before] = [phases.at(-1) as string, phases.at(-2)];
  const now = all.filter((r) => r.phase === last);
  const then = all.filter((r) => r.phase === before);
  const categories = [...new Set(now.map((r) => r.category))].sort();
  const raters = [...new Set(all.flatMap((r) => [...r.by.keys()]))].filter((r) => r !== '').sort();
  const rows = [
    greenRow(of, now, {}),
    ...categories.map((category) =>
      greenRow(
        of,
        now.filter((r) => r.category === category),
        { category },
      ),
    ),
    ...(before === undefined
      ? []
      : [
          phaseRow(of, then, now, { phase: 'change' }),
          ...categories
            .filter((c) => then.some((r) => r.category === c))
            .map((category) =>
              phaseRow(
                of,
                then.filter((r) => r.category === category),
                now.filter((r) => r.category === category),
                { category, phase: 'change' },
              ),
            ),
        ]),
    ...(raters.length === 2 ? agreement(of, all, raters as [string, string]) : []),
  ];
  return {
    rows,
    cubes: {},
    issues: [],
    tables: { statements: { counted: view.rows.length, excluded: {} } },
  };
};
