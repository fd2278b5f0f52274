import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveLists } from '../../schemas/lists.js';
import { cube } from '../../src/core/cube.js';
import type { CodeLists } from '../../src/core/recode.js';
import type { Counter, CountRequest, Table } from '../../src/core/request.js';
import { countAll } from '../../src/counting.js';

import { type Library, loadLibrary, readExtract } from '../../src/index.js';
import { settle } from '../../src/setting.js';
import { codeListsFor } from '../../src/standard/lists.js';
import { makeStaff } from './make.js';

/** What a run asks of staff, with the lists it means. */
export interface Asked {
  readonly library: Library;
  readonly asked: readonly { readonly lists: CodeLists; readonly requests: readonly CountRequest[] }[];
  /** Turnover's stock of each month-end, the same people by four dimensions. */
  readonly stocks: { readonly lists: CodeLists; readonly requests: readonly CountRequest[] };
}

const wanted = /^(wres\.1|wdes\.1|model-employer(\..*)?|disparity-ratio\..*)$/;

/** The people of a table at another snapshot. */
function at(table: Table, from: number, to: number): Table {
  return JSON.parse(JSON.stringify(table).replaceAll(`"is":${from}`, `"is":${to}`)) as Table;
}

/**
 * The requests of WRES 1, WDES 1, Model Employer and the disparity ratios at the last snapshot, as the standards really ask them (taken down while a small file of the
 * same kind is counted), and the stock of every snapshot by ethnicity x band x nationality x staff group.
 */
export async function requestsOf(snapshots: readonly number[], lastSnapshot: string): Promise<Asked> {
  const library = await loadLibrary();
  const folder = mkdtempSync(join(tmpdir(), 'wee-bench-asked-'));
  const path = join(folder, 'staff.csv');
  await makeStaff(path, 500, 1, lastSnapshot, 1);
  const extract = await readExtract([{ name: 'staff.csv', path }]);
  rmSync(folder, { recursive: true, force: true });
  const asked: Asked['asked'][number][] = [];
  let stocks: Asked['stocks'] | undefined;
  for (const standard of ['wres', 'wdes', 'model-employer', 'disparity-ratio']) {
    const { setting } = settle(extract, {}, library.editions, standard);
    if (!setting) throw new Error(`${standard} cannot be settled from the made-up staff`);
    const lists = codeListsFor(setting.edition, resolveLists(library.lists));
    const requests: CountRequest[] = [];
    const rows: Counter = {
      engine: 'taken down',
      count: async (request) => {
        requests.push(request as CountRequest);
        return cube(Object.keys(request.by), request.measure, []) as never;
      },
    };
    const own = library.indicators.filter((i) => wanted.test(i.id) && i.id.startsWith(standard));
    await countAll(
      setting,
      own.filter((i) => setting.edition.indicators[i.id]),
      { rows },
      () => [],
    );
    asked.push({ lists, requests });
    const [first] = requests;
    if (standard === 'wres' && first) {
      const by = Object.fromEntries(
        ['ethnicity', 'band', 'nationality', 'staff-group'].map((d) => [d, setting.recode(d)]),
      );
      const last = snapshots.at(-1)!;
      stocks = {
        lists,
        requests: snapshots.map((s) => ({ ...first, id: `turnover/stock-${s}`, from: at(first.from, last, s), by })),
      };
    }
  }
  return { library, asked, stocks: stocks! };
}
