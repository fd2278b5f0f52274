import fc from 'fast-check';
import t from 'tap';
import { parseCsv } from '../../schemas/csv.js';

t.test('quotes, commas, line ends and blank cells', async (t) => {
  t.same(parseCsv('a,b\n1,"x, y"\n'), [{ a: '1', b: 'x, y' }]);
  t.same(parseCsv('a,b\r\n"say ""no""",\r\n'), [{ a: 'say "no"', b: '' }]);
  t.same(parseCsv('a\n"two\nlines"\n3'), [{ a: 'two\nlines' }, { a: '3' }]);
  t.same(parseCsv('a,b\n,'), [{ a: '', b: '' }]);
  t.same(parseCsv(''), []);
});

t.test('what is not a table is refused', async (t) => {
  t.throws(() => parseCsv('a,b\n1\n'), { message: 'row 2: 1 cells where the header has 2' });
  t.throws(() => parseCsv('a,b\n1,2,3\n'), SyntaxError);
  t.throws(() => parseCsv('a\n"open\n'), /line 2: a quote is not closed/);
  t.throws(() => parseCsv('a\n"x"y\n'), SyntaxError);
});

t.test('what is written reads back', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é') });
  const quoted = (text: string) => `"${text.replace(/"/g, '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const read = parseCsv(['x,y', ...rows.map((row) => row.map(quoted).join(','))].join('\r\n'));
      return read.length === rows.length && rows.every(([x, y], i) => read[i]!.x === x && read[i]!.y === y);
    }),
  );
});
