import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WrongUse } from '../args.js';

/** Says before the long work that a file's folder is not there. */
export async function folderThere(path: string): Promise<void> {
  const folder = dirname(path);
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new WrongUse(`Cannot write ${path}: there is no folder ${folder}.`);
}

/** What is written: in pieces where it may be more than one text can hold. */
type Content = string | Uint8Array | Iterable<string>;

/** Prints to stdout at the pace it is taken. */
export async function print(content: Content): Promise<void> {
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  for (const piece of pieces) if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
}

/** Writes a file whole or not at all: to a neighbour first, then renamed over. */
export async function writeWhole(path: string, content: Content): Promise<void> {
  const beside = join(dirname(path), `.${randomUUID()}.part`);
  try {
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (fault) {
    await rm(beside, { force: true });
    throw fault;
  }
}
