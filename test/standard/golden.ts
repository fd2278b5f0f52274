import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/root.js';
import { packageEditions } from '../../src/standard/node.js';
import type { Edition } from '../../src/standard/types.js';

/** Where the resolved editions are kept, so that a one-line change shows what it does to later years. */
export const goldenFolder = join(packageRoot, 'fixtures', 'editions');

const width = 140;

/** JSON that reads well in a diff: what fits on a line stays on it. */
export function pretty(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const items = isList
    ? value.map((v) => pretty(v, deeper))
    : Object.entries(value).map(([k, v]) => `${JSON.stringify(k)}: ${pretty(v, deeper)}`);
  const line = items.length === 0 ? `${open}${close}` : `${open} ${items.join(', ')} ${close}`;
  return !line.includes('\n') && indent.length + line.length <= width
    ? line
    : `${open}\n${items.map((i) => `${deeper}${i}`).join(',\n')}\n${indent}${close}`;
}

export const goldenName = (e: Edition): string => `${e.standard}-${e.edition}.json`;
export const goldenText = (e: Edition): string => `${pretty(e)}\n`;

/** Every golden file there should be, by name. */
export const goldenFiles = (): ReadonlyMap<string, string> =>
  new Map(
    Object.values(packageEditions())
      .flatMap((editions) => Object.values(editions))
      .map((e) => [goldenName(e), goldenText(e)]),
  );

/** Writes them all and takes away those of editions that are gone. */
export function writeGolden(): void {
  mkdirSync(goldenFolder, { recursive: true });
  const files = goldenFiles();
  for (const name of readdirSync(goldenFolder)) if (!files.has(name)) rmSync(join(goldenFolder, name));
  for (const [name, text] of files) writeFileSync(join(goldenFolder, name), text);
}
