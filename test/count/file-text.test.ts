import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { sql } from 'kysely';
import t from 'tap';
import { labelOf } from '../../src/core/labels.js';
import { dateOf, isLabel, numberOf } from '../../src/count/file-text.js';
import { duckdb, type Sql, textOf } from '../../src/count/sql/dialect.js';
import { readDateText } from '../../src/extract/dates.js';
import { readNumberText } from '../../src/extract/values.js';

// A file that grows past the size at which DuckDB reads it must not change its meaning: texts are what the reader of workbooks says they are.
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
t.teardown(() => {
  connection.closeSync();
  instance.closeSync();
});

/** What DuckDB makes of each text, in order. */
async function read(texts: readonly string[], of: (text: Sql) => Sql): Promise<readonly unknown[]> {
  const rows = sql.join(texts.map((text, i) => sql`(${i}, ${text})`));
  const statement = sql`select ${of(sql`written`)} from (values ${rows}) as v(place, written) order by place`;
  const found = await connection.runAndReadAll(textOf(statement, duckdb));
  return found.getRows().map(([value]) => (typeof value === 'bigint' ? Number(value) : value));
}

const dayOf = (text: string): number | null => {
  const said = readDateText(text.trim());
  return said.kind === 'day' ? said.day : null;
};
const numberIn = (text: string): number | null => {
  const said = readNumberText(text.trim());
  return said.kind === 'number' && Number.isFinite(said.value) ? said.value : null;
};

t.test('days as texts', async (t) => {
  // 31 March 2025 is day 20178: 2025-01-01 is 20089, and 89 days later is the last of March.
  const same = [
    '2025-03-31',
    '31/03/2025',
    '31-Mar-2025',
    '31-MAR-25',
    '31/03/25',
    '31/3/25',
    '31 March 2025',
    '45747',
    '45747.75',
  ];
  t.same(
    await read(same, dateOf),
    same.map(() => 20_178),
  );
  const texts =
    `${same.join('|')}|2025/03/31|2025.3.31|31.03.2025|31-03-2025|31MAR2025|31st March 2025|Monday, 31 March 2025|March 31, 2025|Mar 31 2025|2025-03-31T00:00:00Z|
2025-03-31 10:20|2025-03-31 10:20:30.123|31/03/2025 00:00|31/03/2025 09:30:00|31-MAR-2025 00:00:00|31/03/2025 9.30pm|03/31/2025|20250331|202503|202513|45747.0|2025-03|MAR-2025|2023-MAR|Mar 24|
2024/25|2024-25|2024-13|FY 2024/25|2024/26|31-Dec-4712|31/12/9999|2900-12-01|01/01/1900|1900-12-31|1901-01-01|00/01/1900|00/00/0000|0001-01-01|30/02/2025|2025-02-30|29/02/2024|n/a|-|Ongoing|infinity|
-infinity|epoch|today|12345|7400|366|99999|999999999999999999999|31 Mar, 2025|Mon 31 Mar 2025| 31/03/2025 |31/03/2025\u00a0|2025-3-9|5-Apr-24|05-APR-55|05-APR-49|1/1/49|1/1/50|31/13/2025|2025-13-01|
45 747|hello|2025|31-Sept-2025|30-Sept-2025|31 march|12-2024|1e5|0x10|2024-06-31|31/04/24|29-feb-23|32-Jan-2025`
      .split(/\||\n/)
      .filter((text) => text !== '');
  const found = await read(texts, dateOf);
  for (const [i, text] of texts.entries()) t.equal(found[i], dayOf(text), JSON.stringify(text));
});

t.test('numbers as texts', async (t) => {
  const texts = [
    ...[
      '0,8',
      '1,5',
      '45%',
      '(0.5)',
      '£1,200',
      '1.0',
      '.6',
      '5.',
      '6e-1',
      'nan',
      'inf',
      '-inf',
      '-0.5',
      '1_0',
      '0x1',
      '*',
      '<5',
      '-',
      'nil',
      '1 000',
      '1,000',
      '1,0000',
      '12,345,678.9',
    ],
    ...[
      '∞',
      ' 0.6 ',
      '0.6\u00a0',
      '+0.6',
      '−0.5',
      '(45%)',
      '45 %',
      'true',
      '1 to 4',
      '..',
      '£',
      '%',
      '()',
      '(1',
      '1)',
      '1,2,3',
      '0,80',
      '£ 5',
      '1\u00a0000',
      '1e400',
    ],
  ];
  const found = await read(texts, numberOf);
  for (const [i, text] of texts.entries()) t.equal(found[i], numberIn(text), JSON.stringify(text));
});

t.test('labels of totals and the furniture of reports', async (t) => {
  const texts = [
    'Total: 40',
    'Total',
    'Grand Total',
    'Sub-total',
    'Staff total',
    '40 rows selected',
    '1,200 records',
    'Report run on 1 April',
    'End of report',
    'Page 3',
    'Count',
    'Employee Number',
  ];
  const own = ['12345678', '00123', 'E1006', '12345678-2', 'SMITHJ', 'Totalise', '3 Wise Men'];
  t.same(await read([...texts, ...own], (text) => isLabel(text, 'Employee Number')), [
    ...texts.map(() => true),
    ...own.map(() => false),
  ]);
  t.same(
    own.map(labelOf),
    own.map(() => undefined),
  );
});

t.test('whatever is written', async (t) => {
  const texts = fc
    .sample(
      fc.oneof(
        fc
          .tuple(
            fc.integer({ min: 0, max: 99 }),
            fc.constantFrom('/', '-', '.', ' '),
            fc.constantFrom('3', '03', '12', '13', 'Jan', 'SEPT'),
            fc.integer({ min: 0, max: 9999 }),
          )
          .map(([a, sep, b, c]) => `${a}${sep}${b}${sep}${c}`),
        fc.stringMatching(/^[-+(£]?[0-9]{0,4}[., ]?[0-9]{0,4}[%)e]?[0-9]?$/),
      ),
      { numRuns: 600, seed: 7 },
    )
    .filter((text) => text.trim() !== '');
  const [days, numbers] = [await read(texts, dateOf), await read(texts, numberOf)];
  t.same(
    texts.filter((text, i) => days[i] !== dayOf(text)),
    [],
  );
  t.same(
    texts.filter((text, i) => numbers[i] !== numberIn(text)),
    [],
  );
});
