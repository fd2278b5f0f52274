import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Indicator } from './define.js';
import { packageRoot } from './root.js';

const natural = new Intl.Collator('en', { numeric: true });

/** Reads every indicator in a folder of standards (`<folder>/<standard>/<indicator>.js`), in the order of their ids (or of `order`). */
export async function readIndicators(folder: string): Promise<readonly Indicator[]> {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((d) => d.isDirectory())
    .flatMap((d) => readdirSync(join(folder, d.name)).map((f) => join(folder, d.name, f)))
    .filter((f) => f.endsWith('.js'));
  const modules = await Promise.all(files.map((f) => import(pathToFileURL(f).href) as Promise<{ default: Indicator }>));
  return modules.map((m) => m.default).sort((a, b) => natural.compare(a.order ?? a.id, b.order ?? b.id));
}

/** The engine's own indicators, found by reading the folder: adding a file adds an indicator. */
export const ownIndicators = (): Promise<readonly Indicator[]> =>
  readIndicators(join(packageRoot, 'dist', 'indicators'));
