import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { loadLibrary } from '../../src/library.js';
import { LocalMeasuresRefused, loadLocalMeasures } from '../../src/local-measures/load.js';
import { packageRoot } from '../../src/root.js';

const example = join(packageRoot, 'docs/examples/local-measures');
const own = await loadLibrary();

function copyOf(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'local-measures-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(example, folder, { recursive: true });
  return folder;
}

/** Replaces a text in a file of a copy of the example; the text must be there. */
function edit(folder: string, file: string, from: string | RegExp, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} does not hold ${String(from)}`);
  writeFileSync(path, changed);
}

async function refusal(folder: string): Promise<string> {
  try {
    await loadLocalMeasures(folder, own);
  } catch (fault) {
    if (fault instanceof LocalMeasuresRefused) return fault.message;
    throw fault;
  }
  return 'not refused';
}

t.test('the example of the documentation loads beside ours', async (t) => {
  const { library, indicators, cases } = await loadLocalMeasures(example, own);
  t.strictSame(indicators, ['acme.grievances']);
  t.equal(cases, 4);
  t.equal(library.indicators.length, own.indicators.length + 1);
  t.strictSame(library.editions.wres, own.editions.wres, 'our editions are as they were');
  t.ok(Object.isFrozen(library.indicators.at(-1)), 'the record is frozen');
});

t.test('a folder with a fault is refused with the file, the place and what is wrong', async (t) => {
  const faults: readonly [name: string, file: string, from: string | RegExp, to: string, says: RegExp][] = [
    [
      'a value without a source',
      'acme/grievances.editions.yaml',
      'years: { value: 1, source: *board, verified: false }',
      'years: { value: 1, verified: false }',
      /grievances\.editions\.yaml, editions\.2025\.years\.source: is missing/,
    ],
    [
      'an unknown key of the record',
      'acme/grievances.yaml',
      'compared:',
      'comparison:',
      /grievances\.yaml, compared: is missing/,
    ],
    [
      'an id of ours',
      'acme/grievances.yaml',
      'id: acme.grievances',
      'id: wres.3',
      /grievances\.yaml, id: "wres\.3" is an indicator of the engine/,
    ],
    [
      'values for an indicator of ours',
      'acme/grievances.editions.yaml',
      'indicator: acme.grievances',
      'indicator: wres.3',
      /grievances\.editions\.yaml, indicator: "wres\.3" is an indicator of the engine/,
    ],
    [
      'an id outside its folder',
      'acme/grievances.yaml',
      'id: acme.grievances',
      'id: other.grievances',
      /id: "other\.grievances" must begin with the folder's name, "acme\."/,
    ],
    [
      'a population no edition has',
      'acme/grievances.yaml',
      'staff: { from: staff, population: workforce',
      'staff: { from: staff, population: everybody',
      /counts\.staff\.population: acme 2025 has no population "everybody"; there are .*workforce/,
    ],
    [
      'a column the table does not have',
      'acme/grievances.yaml',
      'column: formal',
      'column: written',
      /counts\.grievances\.where\.1\.column: the cases table has no column "written"/,
    ],
    [
      'a group the dimension does not have',
      'acme/grievances.yaml',
      'in: [grievance]',
      'in: [complaint]',
      /counts\.grievances\.where\.0: "complaint" is not a group of case-type/,
    ],
    [
      'a count the formula needs',
      'acme/grievances.yaml',
      'events: grievances',
      'events: complaints',
      /formula\.events: nothing counts "complaints"/,
    ],
    [
      'a case that does not hold',
      'acme/grievances.cases.yaml',
      'value: 2 }',
      'value: 3 }',
      /cases\.0 "BME staff .*": the whole: value is 2, the case says 3/,
    ],
    [
      'groups that were exchanged',
      'acme/grievances.yaml',
      'over: bme, under: white',
      'over: white, under: bme',
      /value is 0\.5, the case says 2/,
    ],
    [
      'a kind of case that is missing',
      'acme/grievances.cases.yaml',
      'kind: swap',
      'kind: plain',
      /grievances\.cases\.yaml, cases: there is no case of kind swap/,
    ],
  ];
  for (const [name, file, from, to, says] of faults)
    await t.test(name, async (t) => {
      const folder = copyOf(t);
      edit(folder, file, from, to);
      t.match(await refusal(folder), says);
    });

  await t.test('no cases', async (t) => {
    const folder = copyOf(t);
    rmSync(join(folder, 'acme/grievances.cases.yaml'));
    t.match(await refusal(folder), /acme\/grievances\.cases\.yaml: is missing: acme\.grievances has no cases/);
  });
  await t.test('no values in any edition', async (t) => {
    const folder = copyOf(t);
    rmSync(join(folder, 'acme/grievances.editions.yaml'));
    t.match(await refusal(folder), /no edition has "acme\.grievances": write .*grievances\.editions\.yaml/);
  });
  await t.test('a file with the name of one of ours', async (t) => {
    const folder = copyOf(t);
    mkdirSync(join(folder, 'wres/editions'), { recursive: true });
    cpSync(join(folder, 'acme/editions/2025.yaml'), join(folder, 'wres/editions/2025.yaml'));
    t.match(await refusal(folder), /wres\/editions\/2025\.yaml: has the name of a file of the engine/);
  });
  await t.test('a folder that is not there, and one that is empty', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'local-measures-'));
    t.teardown(() => rmSync(folder, { recursive: true, force: true }));
    t.match(await refusal(join(folder, 'none')), /is not a folder that can be read/);
    t.match(await refusal(folder), /has no indicator/);
  });
});

t.test('a record may be JavaScript that imports the authoring surface by its public name', async (t) => {
  const folder = copyOf(t);
  const { parse } = await import('yaml');
  const record = parse(readFileSync(join(folder, 'acme/grievances.yaml'), 'utf8')) as unknown;
  rmSync(join(folder, 'acme/grievances.yaml'));
  const module = `import { indicator } from 'workforce-equality-engine/define';\nexport default indicator(${JSON.stringify(record)});\n`;
  writeFileSync(join(folder, 'acme/grievances.mjs'), module);
  t.strictSame((await loadLocalMeasures(folder, own)).indicators, ['acme.grievances']);

  writeFileSync(join(folder, 'acme/grievances.mjs'), 'export default {');
  t.match(await refusal(copyWith(t, folder)), /acme\/grievances\.mjs: cannot be loaded/);
  rmSync(join(folder, 'acme/grievances.mjs'));
  writeFileSync(join(folder, 'acme/grievances.ts'), module);
  t.match(await refusal(folder), /acme\/grievances\.ts: is not compiled: there is no grievances\.js beside it/);
});

/** A module is read once by its path, so a changed one needs another path. */
function copyWith(t: Test, folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'local-measures-'));
  t.teardown(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

t.test('an indicator and a year may join a standard of ours', async (t) => {
  const folder = copyOf(t);
  for (const file of ['grievances.yaml', 'grievances.editions.yaml', 'grievances.cases.yaml'])
    edit(folder, `acme/${file}`, 'acme.grievances', 'wres.grievances');
  cpSync(join(folder, 'acme'), join(folder, 'wres'), { recursive: true });
  rmSync(join(folder, 'acme'), { recursive: true });
  rmSync(join(folder, 'wres/editions'), { recursive: true });
  const { library, indicators } = await loadLocalMeasures(folder, own);
  t.strictSame(indicators, ['wres.grievances']);
  t.ok(library.editions.wres?.['2026']?.indicators['wres.grievances'], 'later years take it over');
  t.notOk(library.editions.wres?.['2024']?.indicators['wres.grievances'], 'earlier years do not have it');
});

t.test('on the command line', async (t) => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(packageRoot, 'dist/bin/workforce-equality.js'), ...args], { encoding: 'utf8' });
  const fine = run('check', '--indicators', example, '--json');
  t.equal(fine.status, 0);
  t.strictSame(JSON.parse(fine.stdout), { indicators: ['acme.grievances'], cases: 4 });
  t.match(run('describe', 'acme.grievances', '--indicators', example).stdout, /Formal grievances/);
  const folder = copyOf(t);
  edit(folder, 'acme/grievances.cases.yaml', 'value: 2 }', 'value: 3 }');
  const wrong = run('check', '--indicators', folder);
  t.equal(wrong.status, 2);
  t.match(wrong.stderr, /the case says 3/);
});
