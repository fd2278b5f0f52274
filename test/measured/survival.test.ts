import fc from 'fast-check';
import t from 'tap';
import { parseIso } from '../../src/core/dates.js';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { kaplanMeier } from '../../src/formulas/kaplan-meier.js';
import { loadLibrary } from '../../src/library.js';
import { fitHazard } from '../../src/measured/survival/hazard.js';
import { histograms } from '../../src/measured/survival/histograms.js';
import { monthsOf } from '../../src/measured/survival/months.js';
import { between, leaversIn, type Spell, type Spells, spellsOf } from '../../src/measured/survival/spell.js';
import { packagePolicy } from '../../src/standard/node.js';

const library = await loadLibrary();

const head = 'Organisation,Employee Number,Staff Group,Pay Scale,Ethnic Origin,Latest Hire Date';
const nurse = (organisation: string, n: number, ethnicity: string, hired: string): string =>
  `${organisation},${n},Nursing and Midwifery Registered,Band 5,${ethnicity},${hired}`;

interface Person {
  readonly organisation: string;
  readonly ethnicity: string;
  readonly left?: string;
}

/** Staff and leavers files of people all hired on 31 March 2024. */
async function extractOf(people: readonly Person[]) {
  const row = (p: Person, n: number): string => nurse(p.organisation, n + 1, p.ethnicity, '31/03/2024');
  const staff = people.flatMap((p, n) => (p.left === undefined ? [`${row(p, n)},31/03/2025`] : []));
  const leavers = people.flatMap((p, n) => (p.left === undefined ? [] : [`${row(p, n)},${p.left}`]));
  const file = (name: string, last: string, rows: readonly string[]) => ({
    name,
    bytes: new TextEncoder().encode([`${head},${last}`, ...rows].join('\n')),
  });
  return readExtract([file('staff.csv', 'Snapshot Date', staff), file('leavers.csv', 'Termination Date', leavers)], {
    lists: library.lists,
  });
}

const times = (n: number, organisation: string, ethnicity: string, left?: string): readonly Person[] =>
  Array.from({ length: n }, () => ({ organisation, ethnicity, ...(left === undefined ? {} : { left }) }));

const options = { standards: ['turnover'] } as const;

t.test('three leavers of a group are hidden under board, with all that is made of them', async (t) => {
  const extract = await extractOf([
    ...times(40, 'RXX', 'A'),
    ...times(10, 'RXX', 'A', '30/09/2024'),
    ...times(40, 'RXX', 'N'),
    ...times(3, 'RXX', 'N', '30/09/2024'),
  ]);
  const run = await evaluate(extract, library, { ...options, policy: packagePolicy('board') });
  const survival = run.results.filter((r) => r.indicator === 'turnover.survival');
  t.ok(survival.length > 5);
  for (const r of survival.filter((s) => s.breakdown.nationality === undefined)) {
    if (r.value.status === 'undefined') continue;
    t.match(r.value, { status: 'suppressed' }, JSON.stringify(r.breakdown));
    t.match(r.parts.find((p) => p.group === r.compared.over)?.n, { status: 'suppressed' });
  }
  t.notMatch(JSON.stringify(survival), /\b0\.9302/, '40 of 43');
  const open = await evaluate(extract, library, { ...options, policy: packagePolicy('internal') });
  const year = open.results.find((r) => r.breakdown.horizon === '1-year');
  // 40/43 less 40/50
  t.ok(year?.value.status === 'ok' && Math.abs(year.value.value - 100 * (40 / 43 - 40 / 50)) < 1e-9);
});

t.test('numbers of people are shown to the nearest ten, and with few decimals', async (t) => {
  const extract = await extractOf([
    ...times(44, 'RXX', 'A'),
    ...times(12, 'RXX', 'A', '30/09/2024'),
    ...times(37, 'RXX', 'N'),
    ...times(8, 'RXX', 'N', '30/09/2024'),
  ]);
  const run = await evaluate(extract, library, { ...options, policy: packagePolicy('board') });
  const year = run.results.find((r) => r.indicator === 'turnover.survival' && r.breakdown.horizon === '1-year');
  // 37/45 less 44/56 is 3.65 points; 8 of 45 and 12 of 56
  t.match(year?.value, { status: 'ok', value: 4 });
  t.match(year?.parts, [
    { group: 'bme', n: 10, base: 50, rate: 0.82 },
    { group: 'white', n: 10, base: 60, rate: 0.79 },
  ]);
});

t.test('two trusts together are the sum of their histograms', async (t) => {
  const people = [
    ...times(20, 'RXX', 'A'),
    ...times(10, 'RXX', 'N'),
    ...times(5, 'RXX', 'N', '31/12/2024'),
    ...times(30, 'RYY', 'A'),
    ...times(6, 'RYY', 'A', '30/09/2024'),
    ...times(15, 'RYY', 'N'),
  ];
  const extract = await extractOf(people);
  const run = await evaluate(extract, library, {
    ...options,
    policy: packagePolicy('internal'),
    rollUp: { levels: ['organisation'] },
  });
  const of = (organisation?: string) =>
    run.results.find(
      (r) =>
        r.indicator === 'turnover.survival' &&
        r.breakdown.horizon === '1-year' &&
        r.breakdown.organisation === organisation &&
        r.breakdown.nationality === undefined &&
        r.breakdown['ethnicity-5'] === undefined,
    );
  t.match(of()?.parts, [
    { n: 5, base: 30 },
    { n: 6, base: 56 },
  ]);
  t.match(of('RXX')?.parts, [
    { n: 5, base: 15, rate: 10 / 15 },
    { n: 0, base: 20, rate: 1 },
  ]);
  t.match(of('RYY')?.parts, [
    { n: 0, base: 15 },
    { n: 6, base: 36 },
  ]);
});

const spell = fc
  .record({
    hired: fc.integer({ min: -2000, max: 300 }),
    stay: fc.integer({ min: 1, max: 900 }),
    left: fc.boolean(),
  })
  .map(({ hired, stay, left }): Spell => {
    const from = Math.max(0, hired);
    return { hired, from, to: from + stay, groups: {}, n: 1, ...(left ? { kind: 'voluntary' } : {}) };
  });

t.test('a window cut in two sees every leaver once, and its halves see what the whole saw', async (t) => {
  fc.assert(
    fc.property(fc.array(spell, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 1100 }), (spells, cut) => {
      const all = spellsOf(spells);
      const [a, b] = [between(all, 0, cut), between(all, cut, 5000)];
      const days = (of: Spells): number => of.to.reduce((n, to, i) => n + to - of.from[i]!, 0);
      return (
        leaversIn(a) + leaversIn(b) === spells.filter((s) => s.kind !== undefined).length &&
        days(a) + days(b) === spells.reduce((n, s) => n + s.to - s.from, 0)
      );
    }),
  );
  fc.assert(
    fc.property(
      fc.array(spell, { minLength: 1, maxLength: 40 }),
      fc.array(spell, { minLength: 1, maxLength: 40 }),
      (a, b) => {
        const [x, y] = [histograms(spellsOf(a)), histograms(spellsOf(b))];
        const added = { entries: [...x.entries, ...y.entries], exits: [...x.exits, ...y.exits] };
        t.same(kaplanMeier(added, 0.95), kaplanMeier(histograms(spellsOf([...a, ...b])), 0.95));
      },
    ),
    { numRuns: 30 },
  );
});

/** A seeded generator (mulberry32): the same people every time. */
function generator(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let x = Math.imul(a ^ (a >>> 15), 1 | a);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

const start = parseIso('2023-04-01') as number;

/** Two bands, of which the junior leaves at three times the monthly rate; `times` is what a BME person's rate is of a White person's in the same band. */
function planted(factor: number, bmeJunior: number, seed: number): readonly Spell[] {
  const random = generator(seed);
  return Array.from({ length: 6000 }, (_, i): Spell => {
    const bme = i % 3 === 0;
    const junior = random() < (bme ? bmeJunior : 0.3);
    const monthly = 0.006 * (junior ? 3 : 1) * (bme ? factor : 1);
    const hired = start - Math.floor(random() * 3000);
    const groups = { ethnicity: bme ? 'bme' : 'white', band: junior ? '5' : '7' };
    for (let m = 0; m < 24; m++)
      if (random() < monthly)
        return {
          hired,
          from: start,
          to: start + 1 + Math.floor((m + random()) * 30.4),
          kind: 'voluntary',
          groups,
          n: 1,
        };
    return { hired, from: start, to: start + 731, groups, n: 1 };
  });
}

const oddsRatio = (spells: readonly Spell[], covariates: readonly string[]) => {
  const window = { from: start, to: start + 730 };
  const months = monthsOf(spellsOf(spells), { window, dimension: 'ethnicity', covariates, service: [12, 60] });
  const fitted = fitHazard(months, 'white');
  if (fitted.status !== 'ok') throw new Error(JSON.stringify(fitted));
  const { model, columns } = fitted.value;
  const i = columns.indexOf('ethnicity bme');
  const [b, se] = [model.coefficients[i]!, model.se[i]!];
  return { value: Math.exp(b), low: Math.exp(b - 1.96 * se), high: Math.exp(b + 1.96 * se) };
};

t.test(
  'a group that leaves at twice the rate within band is found; one in other bands only is not called different',
  async (t) => {
    const twice = oddsRatio(planted(2, 0.3, 1), ['band']);
    t.ok(twice.low > 1.7 && twice.high < 2.4 && twice.low < 2 && twice.high > 2, JSON.stringify(twice));
    const mix = planted(1, 0.7, 2);
    t.ok(oddsRatio(mix, []).low > 1.2, 'not held equal, the mix looks like a difference');
    const held = oddsRatio(mix, ['band']);
    t.ok(held.low < 1 && held.high > 1, JSON.stringify(held));
  },
);

t.test('a column that says what others say is left out', async (t) => {
  const doctors = planted(1, 0.5, 3).map((s) => ({
    ...s,
    groups: { ...s.groups, 'staff-group': `of ${s.groups.band}` },
  }));
  const [one, both] = [oddsRatio(doctors, ['band']), oddsRatio(doctors, ['band', 'staff-group'])];
  t.ok(Math.abs(one.value - both.value) < 1e-9);
});
