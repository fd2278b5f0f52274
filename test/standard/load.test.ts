import t from 'tap';
import { resolveEdition } from '../../src/standard/choose.js';
import { checkEditions, loadEditions } from '../../src/standard/load.js';
import { files, small, source } from './files.js';

const problems = (change: Readonly<Record<string, string>>) =>
  checkEditions(...files({ ...small, ...change })).problems.map((p) => `${p.file} ${p.path}: ${p.what}`);

t.test('a later edition takes over what it does not change', async (t) => {
  const editions = loadEditions(...files(small));
  const [one, two] = ['2020', '2021'].map((y) => resolveEdition(editions, 'x', y));
  t.match(one?.parameters.few, { value: 5, introduced: '2020' });
  t.match(two?.parameters.few, { value: 6, introduced: '2021' });
  t.match(two?.people.staff, { introduced: '2020' });
  t.equal(two?.from, '2021-03-31');
  t.ok(one?.indicators['x.1']?.years);
  t.notOk(two?.indicators['x.1'], 'a value can be taken away, and with the last one the indicator');
  t.same(two?.populations.workforce?.value, [
    {
      rule: 'known',
      keep: {
        group: { columns: ['ethnicity'], lists: ['ethnicity:ethnicity'], otherwise: 'unknown' },
        in: ['white', 'bme'],
      },
    },
  ]);
});

t.test('YAML is read as version 1.2', async (t) => {
  const [readText, listFiles] = files({
    ...small,
    'indicators/x/editions/2021.yaml': `
standard: x
edition: 2021
extends: 2020
parameters:
  codes: { value: [N, Y, no, yes, off, 08], ${source} }
`,
  });
  const edition = resolveEdition(loadEditions(readText, listFiles), 'x', '2021');
  t.same(edition.parameters.codes?.value, ['N', 'Y', 'no', 'yes', 'off', 8]);
  t.same(edition.groupings.ethnicity?.value.lists[0]?.groups, { white: ['A'], bme: ['N', 'R'] });
});

t.test('all problems are named at once, with file and place', async (t) => {
  const spoiled = {
    ...small,
    'indicators/x/editions/2021.yaml': `
standard: x
edition: 2021
extends: 2020
parametres: {}
parameters:
  few: { value: 6, verified: false }
  many: { value: 6, source: { title: project decision }, verified: true }
`,
    'indicators/x/one.editions.yaml': `
indicator: x.1
editions:
  '2020': { years: { ${source} } }
`,
  };
  const expected = [
    'The edition files have problems.',
    '- indicators/x/editions/2021.yaml, parameters.few.source: is missing',
    '- indicators/x/editions/2021.yaml, parameters.many.verified: verified needs a source with an address; a project decision is not verified',
    '- indicators/x/editions/2021.yaml: "parametres" is not known here',
    '- indicators/x/one.editions.yaml, editions.2020.years.value: is missing',
  ].join('\n');
  t.throws(() => loadEditions(...files(spoiled)), new Error(expected));
});

const one = 'indicators/x/editions/2020.yaml';
const two = 'indicators/x/editions/2021.yaml';
const base = 'indicators/shared/base.yaml';
const spoil = (file: keyof typeof small, from: string, to: string) => ({ [file]: small[file].replace(from, to) });

t.test('each mistake has its own sentence', async (t) => {
  const cases: readonly [Readonly<Record<string, string>>, RegExp][] = [
    [spoil(two, 'extends: 2020', 'extends: 2019'), /2021.yaml extends: no edition "2019"/],
    [
      spoil(one, "edition: '2020'", "edition: '2020'\nextends: 2021"),
      /extends: editions extend each other in a circle/,
    ],
    [spoil(one, 'include: [base]', 'include: [bass]'), /2020.yaml include: no shared file "bass"/],
    [spoil(one, 'standard: x', 'standard: y'), /standard: "y" is not the folder's name/],
    [spoil(two, 'edition: 2021', 'edition: 2022'), /edition: "2022" is not the file's name/],
    [spoil(one, 'value: 03-31', 'value: 13-31'), /edition: 2020-13-31 is not a date/],
    [spoil(one, 'snapshot:', 'facts: {}\n#'), /snapshot: neither this edition nor one it extends has a snapshot/],
    [
      spoil(one, 'dimension: ethnicity', 'dimension: colour'),
      /populations.workforce.value: rule "known": no grouping "colour"/,
    ],
    [spoil(one, 'in: [white, bme]', 'in: [white, green]'), /rule "known": "green" is not a group of ethnicity/],
    [spoil(one, 'keep: {', 'keep: { colour: 1,'), /populations.workforce.value.0.keep: "colour" is not known here/],
    [spoil(one, 'dimension: ethnicity, in', 'dimensions: ethnicity, inn'), /value.0.keep: must be true, all, any, not/],
    [spoil(one, '[{ rule', '[{ rule: known, keep: true }, { rule'), /rule "known" is there twice/],
    [spoil(base, 'bme: [N, R]', 'bme: [N, A]'), /lists.0.groups.bme: "A" is already in white/],
    [spoil(base, 'bme: [N, R]', 'green: [N]'), /lists.0.groups.green: is not in the order/],
    [spoil(base, 'otherwise: unknown', 'otherwise: nobody'), /otherwise: "nobody" is not in the order/],
    [spoil(base, 'order: [white', 'order: [white, white'), /order: names a group twice/],
    [spoil(base, '[N, R]', '[N, 01]'), /must be text: put quotes around a code that looks like a number/],
    [spoil('indicators/x/one.editions.yaml', "'2021'", "'2031'"), /editions.2031: no edition "2031"/],
    [
      spoil('indicators/x/one.editions.yaml', '{ years: { value', '{ yeers: { value'),
      /editions.2021.years: is removed but no earlier edition has it/,
    ],
    [{ 'indicators/x/two.editions.yaml': 'indicator: x.1\neditions: {}' }, /another file has the values of x.1/],
    [spoil(two, 'few:', 'few: {}\n  few:'), /2021.yaml : Map keys must be unique/],
    [{ [two]: 'standard: [' }, /2021.yaml : .*flow/i],
  ];
  for (const [change, sentence] of cases) {
    const found = problems(change);
    t.ok(
      found.some((p) => sentence.test(p)),
      `${sentence}`,
      { found },
    );
  }
});

t.test('a problem in what years share is told once', async (t) => {
  t.equal(problems(spoil(base, 'bme: [N, R]', 'bme: [N, A]')).length, 1);
});
