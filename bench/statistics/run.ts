import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/root.js';
import { inputs } from './inputs.js';
import { type Figures, ours } from './ours.js';

const [seed, cases] = process.argv.slice(2).map(Number) as [number, number];
if (!Number.isInteger(seed) || !Number.isInteger(cases)) throw new RangeError('usage: run.js SEED CASES');

interface Agreement {
  compared: number;
  /** Figures that only one side has. */
  oneSided: number;
  /** Cases that the other program refuses or answers in another shape. */
  skipped: number;
  worst: number;
  /** Figures further apart than 1e-9, relatively. */
  apart: number;
  at: string;
}

function agreement(mine: readonly Figures[], theirs: readonly Figures[], said: (i: number) => string): Agreement {
  const result: Agreement = { compared: 0, oneSided: 0, skipped: 0, worst: 0, apart: 0, at: '' };
  mine.forEach((figures, i) => {
    const other = theirs[i] ?? [];
    if (figures.length !== other.length || (other as readonly unknown[])[0] === 'skip') {
      result.skipped++;
      return;
    }
    figures.forEach((a, k) => {
      const b = other[k];
      if (typeof a !== 'number' || typeof b !== 'number') {
        if (typeof a !== typeof b) result.oneSided++;
        return;
      }
      result.compared++;
      const size = Math.max(Math.abs(a), Math.abs(b));
      // Below this both sides are rounding about 0.
      const difference = size < 1e-14 ? 0 : Math.abs(a - b) / size;
      if (difference > 1e-9) result.apart++;
      if (difference > result.worst) Object.assign(result, { worst: difference, at: `${said(i)}: ${a} and ${b}` });
    });
  });
  return result;
}

const drawn = inputs(seed, cases);
const answers = ours(drawn);
const folder = mkdtempSync(join(tmpdir(), 'statistics-'));
const file = (name: string): string => join(folder, name);
const script = (name: string): string => join(packageRoot, 'bench', 'statistics', name);
writeFileSync(file('inputs.json'), JSON.stringify(drawn));
const programs = {
  R: ['Rscript', script('reference.R'), file('inputs.json'), file('R.json')],
  'epitools and epiR': ['Rscript', script('reference-epi.R'), file('inputs.json'), file('epitools and epiR.json')],
  Python: ['/usr/bin/python3', script('reference.py'), file('inputs.json'), file('Python.json')],
} as const;

const print = (...columns: readonly (string | number)[]): void => {
  process.stdout.write(`| ${columns.join(' | ')} |\n`);
};
const source = (name: string): readonly unknown[] => {
  if (/mantel|breslow|standardised|change/.test(name)) return drawn.strata;
  if (/garwood|byar|rate-/.test(name)) return drawn.rates;
  if (/kaplan|log-rank|aalen/.test(name)) return drawn.people.map((_, i) => `people ${i}`);
  return /hochberg|holm/.test(name) ? drawn.ps : drawn.tables;
};
print(
  'Method',
  'Against',
  'Figures',
  'One-sided',
  'Skipped',
  'Largest relative difference',
  'Apart by more than 1e-9',
  'Worst',
);
print('---', '---', '---:', '---:', '---:', '---:', '---:', '---');
for (const [program, [command, ...args]] of Object.entries(programs)) {
  execFileSync(command, args);
  const theirs = JSON.parse(readFileSync(file(`${program}.json`), 'utf8')) as Record<string, Figures[]>;
  for (const [name, figures] of Object.entries(theirs)) {
    const mine = answers[name.replace(/, (50 digits|SciPy|statsmodels|epi.*)$/, '')];
    if (!mine) throw new Error(`no method ${name}`);
    const a = agreement(mine, figures, (i) => JSON.stringify(source(name)[i]).slice(0, 60));
    print(name, program, a.compared, a.oneSided, a.skipped, a.worst.toExponential(1), a.apart, a.apart > 0 ? a.at : '');
  }
}
rmSync(folder, { recursive: true });
