import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { contracts } from '../../schemas/index.js';
import { findValue, type ListId, loadLists } from '../../schemas/lists.js';
import { packageRoot } from '../../src/root.js';
import { type SynthTable, synthesise, synthesiseTrusts } from '../../src/synth/index.js';

const lists = loadLists((file) => readFileSync(join(packageRoot, 'schemas/lists', file), 'utf8'));
const big = synthesise({ seed: 7 });
const of = (table: string, from = big): SynthTable => from.tables.find((x) => x.table === table)!;
const sum = (c: { white: number; bme: number; unknown: number }): number => c.white + c.bme + c.unknown;

/** As text, since comparing large objects field by field takes minutes. */
const text = (value: unknown): string => JSON.stringify(value);

t.test('the same seed gives the same tables, another seed others', async (t) => {
  const made = text(synthesise({ seed: 5, staff: 300 }));
  t.ok(made === text(synthesise({ seed: 5, staff: 300 })));
  t.ok(made !== text(synthesise({ seed: 6, staff: 300 })));
});

t.test('a trust does not depend on how many others are made', async (t) => {
  const all = [...synthesiseTrusts({ seed: 5, staff: 60, trusts: 3 })];
  t.same(
    all.map((x) => x.organisation.code),
    ['XSY01', 'XSY02', 'XSY03'],
  );
  t.ok(text(all[2]) === text(synthesise({ seed: 5, staff: 60, trust: 3 })));
  t.ok(text(all[0]!.truth.wres2) !== text(all[1]!.truth.wres2));
});

t.test('the staff asked for are the people counted, and every listed row is accounted for', async (t) => {
  for (const staff of [1, 7, 50, 99, 100, 1234]) {
    const { truth, tables } = synthesise({ seed: 3, staff });
    t.equal(sum(truth.workforce), staff);
    const { listed, counted, merged, excluded } = truth.staffRows;
    t.equal(counted, staff);
    t.equal(listed, counted + merged + excluded);
    t.equal(listed, tables[0]!.rows.length);
    const rows = truth.wres1.filter((row) => row.grade !== 'senior-medical-manager');
    t.equal(
      rows.reduce((n, row) => n + sum(row), 0),
      staff,
      'the rows of WRES 1 add up to the workforce',
    );
  }
});

t.test('headers are the first of the contract, so the template and the extract agree', async (t) => {
  for (const table of big.tables) {
    const known = Object.values(contracts[table.table].columns).map((c) => c.headers[0]);
    t.same(
      table.headers.filter((h) => !known.includes(h)),
      [],
      table.table,
    );
    const required = Object.values(contracts[table.table].columns).filter((c) => c.required);
    t.same(
      required.map((c) => c.headers[0]!).filter((h) => !table.headers.includes(h)),
      [],
      table.table,
    );
  }
  t.equal(of('staff').headers.length, 25, 'as many columns as a usual extract');
});

t.test('every code printed is one the code lists know', async (t) => {
  for (const table of big.tables)
    for (const spec of Object.values(contracts[table.table].columns)) {
      const header = spec.headers[0]!;
      // A job role is free text that is read for doctors only.
      if (spec.type !== 'code' || !table.headers.includes(header) || spec.list === 'medical-role') continue;
      const list = lists[spec.list as ListId];
      if (!list) continue;
      const values = new Set(table.rows.map((row) => row[header]).filter((v) => v !== undefined));
      t.same(
        [...values].filter((v) => !findValue(list, v as string)),
        [],
        `${table.table}, ${header}`,
      );
    }
});

t.test('the figures look like a trust near the national ones', async (t) => {
  const { workforce, wres1, wres2, wres3, wres4, wres9 } = big.truth;
  const staff = sum(workforce);
  const near = (value: number, low: number, high: number, what: string) =>
    t.ok(value >= low && value <= high, `${what}: ${value.toFixed(4)} in ${low} to ${high}`);
  const bme = (rows: typeof wres1) => rows.reduce((n, r) => n + r.bme, 0) / rows.reduce((n, r) => n + sum(r), 0);
  near(workforce.bme / staff, 0.275, 0.297, 'BME share');
  near(workforce.unknown / staff, 0.035, 0.045, 'unknown share');
  near(bme(wres1.filter((r) => r.band === '5')), 0.395, 0.45, 'band 5');
  near(bme(wres1.filter((r) => r.band === 'vsm')), 0.03, 0.25, 'very senior');
  near(bme(wres1.filter((r) => r.block === 'medical' && r.grade !== 'senior-medical-manager')), 0.41, 0.49, 'medical');
  const rate = (n: typeof workforce, base: typeof workforce, group: 'white' | 'bme') => n[group] / base[group];
  near(
    rate(wres2.appointed, wres2.shortlisted, 'white') / rate(wres2.appointed, wres2.shortlisted, 'bme'),
    1.35,
    1.65,
    'WRES 2',
  );
  near(rate(wres3.cases, wres3.staff, 'bme') / rate(wres3.cases, wres3.staff, 'white'), 1.15, 1.65, 'WRES 3');
  near(rate(wres4.trained, wres4.staff, 'white') / rate(wres4.trained, wres4.staff, 'bme'), 1.0, 1.12, 'WRES 4');
  t.equal(sum(wres9.total), 15);
  t.equal(sum(wres9.executive), 7);
  const disabled = of('staff').rows.filter((r) => r.Disability === 'Yes').length / of('staff').rows.length;
  near(disabled, 0.045, 0.065, 'disabled');
});

t.test('no row holds a name, and members of the board are numbers', async (t) => {
  const personal = Object.values(contracts.staff.columns).filter((c) => c.type === 'personal');
  for (const table of big.tables)
    for (const spec of personal)
      if (table.table !== 'board')
        t.notOk(table.headers.includes(spec.headers[0]!), `${table.table} ${spec.headers[0]}`);
  t.same(
    of('board').rows.map((r) => r.Name),
    Array.from({ length: 15 }, (_, i) => `Member ${i + 1}`),
  );
});

t.test('wrong arguments say which', async (t) => {
  t.throws(() => synthesise({ seed: 0.5 }), { message: /seed/ });
  t.throws(() => synthesise({ seed: 1, staff: -1 }), { message: /staff/ });
  t.throws(() => synthesise({ seed: 1, trust: 0 }), { message: /trust/ });
  t.throws(() => synthesise({ seed: 1, snapshot: '31/03/2025' }), { message: /snapshot/ });
  t.throws(() => [...synthesiseTrusts({ seed: 1, trusts: 0 })], { message: /trusts/ });
});

t.test('0 staff is the blank template: headers, a sheet of notes, no rows', async (t) => {
  const { sheets, tables, truth } = synthesise({ seed: 1, staff: 0 });
  t.same(tables, []);
  t.equal(sum(truth.workforce), 0);
  t.equal(sheets[0]!.name, 'Notes');
  t.same(
    sheets.slice(1).map((s) => s.table),
    ['staff', 'leavers', 'starters', 'recruitment', 'cases', 'training', 'board', 'survey', 'statements'],
  );
  for (const sheet of sheets.slice(1))
    t.same(
      sheet.rows.map((r) => r.kind),
      ['header'],
    );
  const staff = sheets.find((s) => s.table === 'staff')!;
  t.ok(staff.columns.some((c) => c.header === 'Snapshot Date' && c.isDate));
  t.notOk(
    staff.columns.some((c) => c.header === 'NI Number' || c.header === 'Date Of Birth'),
    'nothing personal is asked for',
  );
  const explained = new Set(sheets[0]!.rows.map((r) => `${r.cells[0]}/${r.cells[1]}`));
  for (const sheet of sheets.slice(1))
    for (const { header } of sheet.columns) t.ok(explained.has(`${sheet.name}/${header}`), `${sheet.name}, ${header}`);
});
