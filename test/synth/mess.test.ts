import t from 'tap';
import { type MessKind, messKinds, type SynthSheet, type SynthTrust, synthesise } from '../../src/synth/index.js';

const plain = synthesise({ seed: 21, staff: 450 });
const messy = (...kinds: MessKind[]): SynthTrust => synthesise({ seed: 21, staff: 450, messy: kinds });
const first = (trust: SynthTrust): SynthSheet => trust.sheets[0]!;
const data = (sheet: SynthSheet) => sheet.rows.filter((row) => row.kind === 'data');
const column = (sheet: SynthSheet, header: string) => sheet.columns.findIndex((c) => c.header === header);
const values = (trust: SynthTrust, header: string): unknown[] => {
  const sheet = first(trust);
  return data(sheet).map((row) => row.cells[column(sheet, header)]);
};
const text = (value: unknown): string => JSON.stringify(value);

t.test('every kind changes what is printed, and only unreadable codes change the truth', async (t) => {
  for (const kind of messKinds) {
    const trust = messy(kind);
    t.same(trust.messy, [kind]);
    t.ok(text(trust.sheets) !== text(plain.sheets), `${kind} is to be seen`);
    const same = text(trust.truth) === text(plain.truth);
    t.equal(same, kind !== 'unknown-codes', `${kind} and the truth`);
  }
  const all = synthesise({ seed: 21, staff: 450, messy: true });
  t.same(all.messy, [...messKinds]);
  t.ok(text(all.truth) === text(messy('unknown-codes').truth));
});

t.test('no data row is lost or made, but for duplicates', async (t) => {
  const rowsOf = (trust: SynthTrust, table: string): number =>
    trust.sheets.filter((s) => s.table === table).reduce((n, s) => n + data(s).length, 0);
  const all = synthesise({ seed: 21, staff: 450, messy: true });
  for (const table of ['leavers', 'starters', 'recruitment', 'cases', 'training', 'board'])
    t.equal(rowsOf(all, table), rowsOf(plain, table), table);
  t.ok(rowsOf(all, 'staff') > rowsOf(plain, 'staff'));
});

t.test('each mess is what it says', async (t) => {
  t.equal(
    first(messy('title-rows')).rows.findIndex((r) => r.kind === 'header'),
    6,
  );
  const totals = first(messy('totals')).rows.at(-4)!;
  const fte = plain.tables[0]!.rows.reduce((n, r) => n + Math.round(Number(r.FTE) * 1e5), 0) / 1e5;
  t.equal(totals.cells[0], 'Grand Total');
  t.equal(totals.cells[column(first(plain), 'FTE')], fte);
  t.equal(
    first(messy('repeated-headers')).rows.filter((r) => r.kind === 'header').length,
    1 + Math.floor(data(first(plain)).length / 400),
  );
  t.ok(first(messy('blank-rows')).rows.filter((r) => r.kind === 'blank').length > 1);
  t.ok(first(messy('hidden-rows')).rows.some((r) => r.hidden));

  const dates = values(messy('mixed-dates'), 'Latest Hire Date');
  t.ok(dates.some((d) => typeof d === 'number') && dates.some((d) => typeof d === 'object'));
  for (const form of [/^\d{2}-[A-Z]{3}-\d{4}$/, /^\d{2}\/\d{2}\/\d{4}$/, /^\d{4}-\d{2}-\d{2}$/])
    t.ok(
      dates.some((d) => typeof d === 'string' && form.test(d)),
      String(form),
    );
  const days = values(plain, 'Latest Hire Date') as { day: number }[];
  const asDay = (d: unknown): number =>
    typeof d === 'number' ? d - 25569 : typeof d === 'object' ? (d as { day: number }).day : Number.NaN;
  t.same(
    dates.map(asDay).filter((d, i) => !Number.isNaN(d) && d !== days[i]!.day),
    [],
    'serial numbers are the same days',
  );

  const fteText = values(messy('numbers-as-text'), 'FTE');
  t.ok(fteText.some((v) => typeof v === 'string') && fteText.some((v) => typeof v === 'number'));
  t.same(fteText.map(Number), values(plain, 'FTE'));

  const sheets = messy('several-sheets').sheets;
  t.equal(sheets.filter((s) => s.table === 'staff').length, 6);
  t.same(
    sheets.filter((s) => s.hidden).map((s) => s.name),
    ['Lookup'],
  );
  t.ok(
    sheets.every((s) => s.name.length <= 31),
    'Excel takes sheet names of 31 characters',
  );

  const merged = first(messy('merged-organisation'));
  t.ok(merged.merges!.length > 0);
  for (const { column: c, from, to } of merged.merges!)
    t.ok(merged.rows[from]!.cells[c] !== undefined && merged.rows[to]!.cells[c] === undefined);

  const codes = (kind: MessKind) => values(messy(kind), 'Ethnic Origin');
  t.ok(codes('two-letter-codes').includes('CA'));
  t.ok(codes('labels-without-codes').includes('White - British') && codes('labels-without-codes').includes('A'));
  t.ok(codes('stale-codes').includes('0'));
  t.ok(codes('unknown-codes').some((v) => ['Brittish', 'W1', 'TBC', 'See file'].includes(String(v))));

  const numbers = values(messy('duplicate-assignments'), 'Assignment Number');
  t.ok(numbers.length > new Set(numbers).size);
  const headers = first(messy('header-variants')).columns.map((c) => c.header);
  t.ok(headers.some((h, i) => h !== first(plain).columns[i]!.header));
  t.equal(new Set(headers).size, headers.length, 'no header twice');
});
