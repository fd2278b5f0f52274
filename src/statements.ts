import { contracts } from '../schemas/index.js';
import { resolveLists } from '../schemas/lists.js';
import { cube } from './core/cube.js';
import { financialYear } from './core/dates.js';
import { standardOf } from './core/ids.js';
import type { CodeLists } from './core/recode.js';
import type { Counter, CountRequest } from './core/request.js';
import type { Rows } from './core/rows.js';
import { columnsRead, describeSql } from './count/describe-sql.js';
import type { DialectName } from './count/sql/dialect.js';
import { countAll } from './counting.js';
import type { Library } from './run-options.js';
import { editionDay, settle } from './setting.js';
import { codeListsFor } from './standard/lists.js';
import type { Edition } from './standard/types.js';

export const sqlDialects: readonly DialectName[] = ['duckdb', 'postgres', 'clickhouse'];

const countable = ['staff', 'leavers', 'starters', 'recruitment', 'cases', 'training', 'board'] as const;

/** Tables of which nothing is known but that they have every column of their contract. */
const tables: Readonly<Record<string, Rows>> = Object.fromEntries(
  countable.map((table) => {
    const { columns } = contracts[table];
    const known = Object.fromEntries(
      Object.entries(columns)
        .filter(([, spec]) => spec.type !== 'personal' && spec.type !== 'token')
        .map(([column]) => [column, true]),
    );
    return [table, { table, length: 1, columns: {}, sources: [], facts: { known, groups: [], days: {} } }];
  }),
);

const kinds: Readonly<Record<string, string>> = { date: 'date', number: 'number', 'yes-no': 'boolean' };

/** The columns the statements read, by table, as a person makes a view of them. */
const expects = (requests: readonly CountRequest[], lists: CodeLists): readonly string[] =>
  Object.entries(columnsRead(requests, lists, contracts)).map(([table, columns]) => {
    const specs = contracts[table as keyof typeof contracts].columns;
    return `--   ${table}: ${columns.map((c) => `"${c}" ${kinds[specs[c]?.type ?? 'text'] ?? 'text'}`).join(', ')}`;
  });

/**
 * The statements that count what a standard, or one of its indicators, asks in an edition, for a data owner to run where the data is. What they return, saved
 * as CSV, is a table of counts that `results` reads. `day` is the staff snapshot, the edition's own when left out. Throws a RangeError when nothing of it is
 * counted from rows.
 */
export async function statementsOf(
  library: Library,
  asked: { readonly standard: string; readonly indicator?: string; readonly edition: Edition; readonly day?: number },
  dialect: DialectName,
): Promise<string> {
  const { standard, edition, indicator } = asked;
  const day = asked.day ?? editionDay(edition);
  const { setting } = settle(
    {
      tables,
      issues: [],
      choices: [],
      tallies: [],
      mapping: [],
      inputs: [],
      snapshots: [day],
      organisations: [],
      unknownValues: [],
      lostCounts: [],
    },
    { edition: edition.edition, asAt: day },
    library.editions,
    standard,
  );
  if (!setting) throw new RangeError(`${standard} ${edition.edition} cannot be counted at that day`);
  const lists: CodeLists = codeListsFor(setting.edition, resolveLists(library.lists));
  const requests: CountRequest[] = [];
  const rows: Counter = {
    engine: 'sql',
    async count<D extends string>(request: CountRequest<D>) {
      requests.push(request as CountRequest);
      return cube(Object.keys(request.by) as D[], request.measure, []);
    },
  };
  const own = library.indicators.filter(
    (i) =>
      standardOf(i.id) === standard &&
      setting.edition.indicators[i.id] &&
      (indicator === undefined || i.id === indicator),
  );
  await countAll(setting, own, { rows }, () => []);
  if (requests.length === 0) throw new RangeError(`nothing of ${indicator ?? standard} is counted from rows`);
  const text = describeSql({ requests, dialect, lists, contracts, period: financialYear(setting.periodEnd) });
  return [
    `-- ${indicator ?? standard}, edition ${edition.edition}, for ${dialect}. Run each statement where the data is and put what all of them return into one`,
    '-- CSV file, one line of headers first. Only numbers of people leave; small ones among them: keep the file as safe as the data.',
    '-- "workforce-equality results counts.csv" makes the figures. Tables (or views) and columns that are read; one that is not there may be null:',
    ...expects(requests, lists),
    '',
    text,
  ].join('\n');
}
