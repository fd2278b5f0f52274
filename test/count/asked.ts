import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { resolveLists } from '../../schemas/lists.js';
import type { CodeLists } from '../../src/core/recode.js';
import type { Counter, CountRequest } from '../../src/core/request.js';
import { memoryCounter } from '../../src/count/memory.js';
import { countAll } from '../../src/counting.js';
import { loadLibrary, readExtract } from '../../src/index.js';
import { settle } from '../../src/setting.js';
import { codeListsFor } from '../../src/standard/lists.js';
import { synthesise, writeCsv } from '../../src/synth/index.js';

// What the standards really ask of a synthetic trust, with their own lists and rules.
const folder = mkdtempSync(join(tmpdir(), 'wee-editions-'));
const library = await loadLibrary();
const trust = synthesise({ seed: 31, staff: 400 });
const paths = await writeCsv(trust.sheets, folder);
export const extract = await readExtract(paths.map((path) => ({ name: basename(path), path })));
rmSync(folder, { recursive: true, force: true });
export const standards = [...new Set(library.indicators.map((i) => i.id.split('.')[0]!))];

export interface Asked {
  readonly standard: string;
  readonly lists: CodeLists;
  readonly requests: readonly CountRequest[];
}

/** The requests of one standard, taken down as its counting asks them. */
export async function asked(standard: string): Promise<Asked> {
  const { setting } = settle(extract, {}, library.editions, standard);
  if (!setting) return { standard, lists: {}, requests: [] };
  const lists = codeListsFor(setting.edition, resolveLists(library.lists));
  const memory = memoryCounter({ tables: extract.tables, lists });
  const requests: CountRequest[] = [];
  const rows: Counter = {
    engine: 'memory',
    count: (request) => {
      requests.push(request as CountRequest);
      return memory.count(request);
    },
  };
  const own = library.indicators.filter((i) => i.id.startsWith(`${standard}.`) && setting.edition.indicators[i.id]);
  await countAll(setting, own, { rows }, () => []);
  return { standard, lists, requests };
}
