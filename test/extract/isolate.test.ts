import fc from 'fast-check';
import t from 'tap';
import { readExtract } from '../../src/extract/extract.js';
import { readExtractIsolated } from '../../src/extract/extract-isolated.js';
import { isolate } from '../../src/extract/isolate.js';
import { packRows, unpackRows } from '../../src/extract/pack.js';
import { workbookOf } from './make-workbook.js';

const module = new URL('./isolate-tasks.js', import.meta.url);
const run = (name: string, argument: unknown = {}, limits = { milliseconds: 20_000, heapMegabytes: 64 }) =>
  isolate({ module, name, argument }, limits);

t.test('a task runs in a thread of its own, and no task takes this process down', async (t) => {
  t.strictSame(await run('add', { a: 2, b: 3 }), { status: 'ok', value: 5 });
  t.strictSame(await run('buffer'), { status: 'ok', value: new Float64Array([1, 2, 3]) });
  t.strictSame(await run('forever', {}, { milliseconds: 300, heapMegabytes: 64 }), { status: 'too-slow' });
  t.strictSame(await run('hoard', {}, { milliseconds: 60_000, heapMegabytes: 16 }), { status: 'too-much-memory' });
  t.strictSame(await run('leave'), { status: 'crashed', code: 'exit 7' });
  await t.rejects(run('wrong'), { message: 'a mistake in the program' }, 'what a program does wrong is thrown here');
  await t.rejects(run('none'), /no function "none"/);
});

t.test('a thread that answered takes the next task; one that was stopped, or has other limits, does not', async (t) => {
  await run('which');
  const first = await run('which');
  t.strictSame(await run('which'), first);
  const [one, other] = await Promise.all([run('which'), run('which')]);
  t.notSame(one, other, 'two at once have a thread each');
  const before = await run('which');
  t.strictSame(await run('hoard', {}, { milliseconds: 60_000, heapMegabytes: 16 }), { status: 'too-much-memory' });
  t.strictSame(await run('which'), before, "the limit of one task is not the other task's");
  t.match(await run('forever', {}, { milliseconds: 300, heapMegabytes: 64 }), { status: 'too-slow' });
  t.notSame(await run('which'), before);
});

t.test('columns come back as they were', async (t) => {
  const value = fc.oneof(fc.constant(undefined), fc.boolean(), fc.string(), fc.integer(), fc.constantFrom('', 0, -0.5));
  const column = (v: fc.Arbitrary<string | number | boolean | undefined>) =>
    fc.array(v, { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(column(value), column(fc.option(fc.integer(), { nil: undefined })), async (a, b) => {
      const rows = {
        table: 'staff',
        length: 4,
        columns: { a, b },
        sources: [{ file: 'f', sheet: 's', rows: [2, 3, 4, 5] }],
      };
      t.strictSame(unpackRows(structuredClone(packRows(rows))), rows);
    }),
  );
});

const text = (v: string) => `<c t="inlineStr"><is><t>${v}</t></is></c>`;
const head = ['Employee Number', 'Assignment Number', 'Ethnic Origin', 'Pay Scale', 'Staff Group', 'FTE']
  .map(text)
  .join('');
const person = (n: number) =>
  `<row>${text(String(n))}${text(String(n))}${text('A')}${text('Band 5')}${text('Students')}<c><v>0.5</v></c></row>`;
const staff = (rows: number) =>
  workbookOf({
    names: ['Staff in Post 31-MAR-2025'],
    rows: `<row>${head}</row>${Array.from({ length: rows }, (_, i) => person(10_000_000 + i)).join('')}`,
  });

t.test('an extract read in a worker is the extract read here', async (t) => {
  const file = { name: 'staff.xlsx', bytes: staff(50) };
  const here = await readExtract([file]);
  t.equal(here.tables.staff?.length, 50);
  t.strictSame(await readExtractIsolated([file]), here);
  const stopped = await readExtractIsolated([file], {}, { milliseconds: 1, heapMegabytes: 64 });
  t.match(stopped, { tables: {}, issues: [{ id: 'file-too-slow', file: 'staff.xlsx', severity: 'error' }] });
});
