import fc from 'fast-check';
import t from 'tap';
import { findValue, listIds, parseList, resolveList, resolveLists } from '../../schemas/lists.js';
import { elsewhere, listKey, lookUp } from '../../src/core/recode.js';
import { lists, readSchema } from './read.js';

const all = Object.values(lists);

t.test('every value and pattern leads to a code of its list, and every base is one', async (t) => {
  for (const list of all) {
    for (const [key, value] of list.values) {
      if (!list.codes.has(value.code)) t.fail(`${list.id}: "${key}" is ${value.code}`);
      if (key !== listKey(key)) t.fail(`${list.id}: "${key}" is not a key`);
    }
    for (const { code } of list.patterns) if (!list.codes.has(code)) t.fail(`${list.id}: a pattern is ${code}`);
    for (const { id, base } of list.codes.values())
      if (base !== undefined && !list.codes.has(base)) t.fail(`${list.id}: ${id} belongs to ${base}`);
    t.ok(list.codes.size > 0, list.id);
  }
});

t.test('every code is known by its own id and label, and every value says where it comes from', async (t) => {
  for (const list of all) {
    for (const { id, label, source } of list.codes.values()) {
      if (findValue(list, id)?.code !== id) t.fail(`${list.id}: ${id} by id`);
      if (findValue(list, label)?.code !== id) t.fail(`${list.id}: ${id} by label`);
      if (source.title === '') t.fail(`${list.id}: ${id} has no source`);
    }
    for (const value of [...list.values.values(), ...list.patterns])
      if (value.verified && value.source.title === 'project decision')
        t.fail(`${list.id}: "${value.text}" is called verified without a source`);
    t.pass(list.id);
  }
});

t.test('patterns use only what every engine understands', async (t) => {
  const notPortable = /\\|\(\?|[*+?}]\?|\[[^\]]*\[/;
  for (const { id, patterns } of all)
    for (const { pattern } of patterns) {
      if (!/^[a-z0-9 ^$()|?+*{},[\]-]+$/.test(pattern) || notPortable.test(pattern)) t.fail(`${id}: ${pattern}`);
      new RegExp(pattern);
      if (new RegExp(pattern).test('')) t.fail(`${id}: ${pattern} takes a blank`);
    }
  t.pass();
});

t.test(
  'a pattern that speaks of a listed value says the same, save for the exceptions that values exist to make',
  async (t) => {
    for (const { id, values, patterns } of all)
      for (const [key, { code }] of values) {
        const found = patterns.find(({ pattern }) => new RegExp(pattern).test(key));
        const exception = found?.note === 'first-letter' || (id === 'yes-no' && code === 'unknown');
        if (found && found.code !== code && !exception)
          t.fail(`${id}: "${key}" is ${code}, its pattern says ${found.code}`);
      }
    t.pass();
  },
);

t.test('case, spaces, dashes and ampersands do not change what a value is', async () => {
  const known = all.flatMap((list) => [...list.values.values()].map((value) => ({ list, value })));
  fc.assert(
    fc.property(
      fc.constantFrom(...known),
      fc.constantFrom(' ', '  ', '\u00a0', ' - ', ' – ', '/'),
      fc.boolean(),
      ({ list, value }, gap, upper) => {
        const noisy = ` ${(upper ? value.text.toUpperCase() : value.text).replace(/ /g, gap).replace(/ and /g, ' & ')} `;
        return findValue(list, noisy)?.code === value.code;
      },
    ),
  );
});

t.test('a resolved list gives the same answer as the list it was made from', async () => {
  const resolved = resolveLists(lists);
  fc.assert(
    fc.property(fc.constantFrom(...listIds), fc.string({ maxLength: 12 }), (id, raw) => {
      const key = listKey(raw);
      return key === '' || lookUp(resolved[id]!, key) === findValue(lists[id], raw)?.code;
    }),
  );
});

t.test('groups take the codes they name and what belongs to them', async (t) => {
  const white = resolveList(lists.ethnicity, { white: ['A', 'B', 'C'], bme: '*', unknown: ['Z', 'not-known'] });
  t.equal(lookUp(white, 'cm'), 'white', 'CM belongs to C');
  t.equal(lookUp(white, 'sc'), 'bme');
  t.equal(lookUp(white, 'z'), 'unknown');
  const filipino = resolveList(lists.ethnicity, { asian: ['H', 'SC'], other: ['S'] });
  t.equal(lookUp(filipino, 'sc'), 'asian', 'a code named itself does not follow its base');
  t.equal(lookUp(filipino, 'sa'), 'other');
  t.equal(filipino.exact.get('m'), elsewhere, 'in no group');
  t.equal(lookUp(filipino, 'm'), undefined);
  t.throws(() => resolveList(lists.ethnicity, { white: ['Q'] }), /ethnicity has no code "Q"/);
});

t.test('a list that contradicts itself is refused, with its row', async (t) => {
  const sources = new Map([['project', { title: 'project decision' }]]);
  const head = 'row,code,text,base,source,verified,note\n';
  const yes = 'code,yes,Yes,,project,no,\n';
  const parse = (rows: string) => parseList('x', head + rows, sources);
  t.equal(parse(`${yes}value,yes,Y,,,,\n`).values.get('y')?.verified, false);
  t.throws(() => parse(`${yes}value,yes,YES!,,,,\n`), /code list x, row 3: "yes" is already yes/);
  t.throws(() => parse(`${yes}value,no,N,,,,\n`), /row 3: no code "no" above/);
  t.throws(() => parse(`${yes}value,yes,-,,,,\n`), /row 3: the value says nothing/);
  t.throws(() => parse('code,yes,Yes,,nobody,no,\n'), /row 2: no source "nobody"/);
  t.throws(() => parse('code,yes,Yes,maybe,project,no,\n'), /row 2: no code "maybe" above/);
  t.throws(() => parse(`${yes}remark,yes,Y,,,,\n`), /is not code, value or pattern/);
  t.throws(() => parse(yes + yes), /the code "yes" is there twice/);
});

t.test('the files hold no carriage returns, so that they are the same bytes everywhere', async (t) => {
  for (const id of [...listIds, 'sources']) t.notMatch(readSchema(`lists/${id}.csv`), '\r', id);
});
