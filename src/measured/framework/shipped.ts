import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '../../root.js';

/** The self-assessment tools that come with the engine, by name: the text of each. Example: `nhs-england` is one of two. */
export function shippedFrameworks(): Readonly<Record<string, string>> {
  const folder = join(packageRoot, 'indicators', 'retention', 'frameworks');
  const files = readdirSync(folder).filter((f) => f.endsWith('.yaml'));
  return Object.fromEntries(files.sort().map((f) => [basename(f, '.yaml'), readFileSync(join(folder, f), 'utf8')]));
}
