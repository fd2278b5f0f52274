import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const upTo = (folder: string): string => (existsSync(join(folder, 'package.json')) ? folder : upTo(dirname(folder)));

/** The folder that holds package.json, with the data folders `indicators` and `schemas` in it; the same from source and from `dist`. */
export const packageRoot: string = upTo(dirname(fileURLToPath(import.meta.url)));
