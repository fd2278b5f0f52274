import t from 'tap';
import type { Result } from '../../src/release/result.js';
import { reportDocument } from '../../src/report/index.js';
import { blockText, plain, sectionText } from '../../src/report/text.js';
import type { Section, TableBlock } from '../../src/report/types.js';
import { exampleRun, released } from './example-run.js';

// Text is made from the same numbers as the JSON; here it is parsed back and compared with them.
const document = reportDocument(released(exampleRun));
const section = (id: string): Section => document.sections.find((s) => s.id === id)!;
const result = (id: string, part?: string): Result =>
  exampleRun.results.find((r) => r.indicator === id && (part === undefined || r.breakdown.part === part))!;
const number = (text: string): number => Number(text.replaceAll(',', '').replace('−', '-').replace('+', ''));
const figure = (value: unknown): number => value as number;
const near = (
  t: { ok: (value: boolean, message: string) => boolean },
  found: number,
  wanted: number,
  decimals: number,
  what: string,
): void => {
  t.ok(
    Math.abs(found - wanted) <= 0.5 * 10 ** -decimals + 1e-9,
    `${what}: ${found} is ${wanted} to ${decimals} places`,
  );
};

t.test('the lead sentence of every ratio', async (t) => {
  for (const id of ['wres.2', 'wres.3']) {
    const r = result(id);
    const lead = blockText(section(id.replace('.', '-')).blocks[0]!)[0]!;
    const found = lead
      .replace(/^In the year to \d+ \w+ \d+, /, '')
      .replace(/\.$/, '')
      .match(/[\d,]+(?:\.\d+)?/g)!
      .map((x) => number(x.replace(/,$/, '')));
    const [n, base, rate, n2, base2, rate2, ratio, level, low, high] = found as number[];
    const part = (g: string) => r.parts.find((p) => p.group === g)!;
    const [over, under] = [part(r.compared.over), part(r.compared.under!)];
    t.same([n, base, n2, base2], [over.n, over.base, under.n, under.base], `${id}: counts, over before under`);
    near(t, rate!, figure(over.rate) * 100, 1, 'rate over');
    near(t, rate2!, figure(under.rate) * 100, 1, 'rate under');
    near(t, ratio!, figure((r.value as { value: number }).value), 2, 'ratio');
    const interval = r.interval as { value: readonly [number, number]; level: number };
    t.equal(level, interval.level * 100);
    near(t, low!, interval.value[0], 2, 'lower limit');
    near(t, high!, interval.value[1], 2, 'upper limit');
  }
});

t.test('every row of every table of shares', async (t) => {
  const rows = exampleRun.results.filter((r) => r.indicator === 'wres.1');
  const table = section('wres-1').blocks.filter((b): b is TableBlock => b.kind === 'table');
  const printed = table.flatMap((x) => x.rows);
  t.equal(printed.length, rows.length - 1 - 4, 'all but the whole and the four rows without staff');
  for (const row of printed) {
    const cells = row.cells.map((c) => plain(c[0]!));
    const known = rows.find(
      (r) =>
        Object.keys(r.breakdown).length > 0 &&
        cells[3] === String(r.parts[0]!.base).replace(/\B(?=(\d{3})+$)/g, ',') &&
        (r.value.status !== 'ok' || number(cells[0]!) === r.parts[0]!.n),
    )!;
    t.ok(known, `${plain(row.head)} is a result`);
    if (known.value.status !== 'ok') {
      t.ok(
        cells.every((c) => c === 'suppressed' || c === cells[3]),
        `${plain(row.head)}: words`,
      );
      continue;
    }
    t.same(
      cells.slice(0, 3).map(number),
      known.parts.map((p) => p.n),
    );
    if (cells[4] === 'not shown') {
      t.ok(figure(known.parts[0]!.base) < 20);
      continue;
    }
    near(t, number(cells[4]!.replace('%', '')), known.value.value * 100, 1, 'share');
    const [low, high] = cells[5]!.replaceAll('%', '').split(' to ').map(number);
    const interval = (known.interval as { value: readonly [number, number] }).value;
    near(t, low!, interval[0] * 100, 1, 'lower limit');
    near(t, high!, interval[1] * 100, 1, 'upper limit');
    near(t, number(cells[6]!), figure(known.difference), 1, 'points');
  }
});

t.test('the board', async (t) => {
  const table = section('wres-9').blocks.find((b): b is TableBlock => b.kind === 'table')!;
  for (const [i, part] of ['total', 'voting', 'executive'].entries()) {
    const r = result('wres.9', part);
    const cells = table.rows[i]!.cells.map((c) => plain(c[0]!));
    for (const [j, group] of ['bme', 'white', 'unknown'].entries()) {
      const own = r.parts.find((p) => p.group === group && p.of === 'board')!;
      t.equal(cells[j], `${own.n} of ${own.base}`);
      near(t, number(cells[3 + j]!), figure(r.differences![group]), 1, `${part} ${group}`);
    }
  }
});

t.test('fragility and parity', async (t) => {
  const r = result('wres.3');
  const said = sectionText(section('wres-3')).join('\n');
  const [, fewer, more] = /would be ([\d.]+); with one more, ([\d.]+)\./.exec(said)!;
  near(t, number(fewer!), figure(r.fragility!.oneFewer), 2, 'one fewer');
  near(t, number(more!), figure(r.fragility!.oneMore), 2, 'one more');
  const [, expected, , change] = /about (\d+) of ([\d,]+) BME staff: (\d+) fewer/.exec(said)!;
  near(t, number(change!), figure(r.shortfall), 0, 'shortfall');
  t.equal(number(expected!) + number(change!), 21, 'what would be, and the difference, make what is');
});

t.test('the scorecard and the summary say what the sections say', async (t) => {
  const card = sectionText(section('scorecard')).join('\n');
  for (const s of document.sections.slice(1, 5)) t.match(card, s.heading);
  const summary = document.summary.map(plain).join('\n');
  for (const said of [
    '1.39 times as likely',
    '1.61 times as likely',
    '7.9 points below the workforce',
    '27.9% of the workforce',
  ])
    t.match(summary, said);
});

t.test('what is never said', async (t) => {
  const all = document.sections.flatMap(sectionText).concat(document.summary.map(plain)).join('\n');
  t.notMatch(all, /more likely|less likely|signific|improved|worsened|p-value|\bp ?[=<]/i);
  t.notMatch(all, /no difference/, '“no clear difference” is not “no difference”');
  t.notMatch(all, /0\.0912|0\.09\b/, 'the p-value of the JSON');
  t.notMatch(all, /England average|national average|benchmark/i);
  t.notMatch(all, /times as likely[^.]*?\d% times|\d+\.\d\d%/, 'no ratio with a per cent sign');
  t.notMatch(all, /undefined|NaN|null|Infinity|\[object/);
});
