import type { Highs } from 'highs';
import type { Run } from '../../src/release/result.js';
import { type Knowledge, takeNotes } from './attacker/notes.js';
import { addRetention, readRetention } from './attacker/retention.js';
import { type Rows, readRow } from './attacker/rows.js';
import { readAdded, readPath } from './attacker/senior-bands.js';
import { addGroups, addNested, addRows } from './attacker/sums.js';
import { addTiers, readTiers, type Tiers } from './attacker/tiers.js';
import { readTotals } from './attacker/totals.js';
import { type Found, tablesThatFit } from './solve.js';

export type { Knowledge } from './attacker/notes.js';

/**
 * Somebody who holds the released JSON and knows how the standards are built, but nothing of the records. Written apart from the gate: quantities are
 * named by what they are of, every relation a reader could know becomes an equation, and a solver says between which whole numbers each hidden one lies.
 */
export interface Attacker extends Found {
  /** Figures that are shown although a count they are made of is hidden. */
  readonly leaks: readonly string[];
}

export function attack(highs: Highs, run: Run, knowledge: Knowledge): Attacker {
  const notes = takeNotes(knowledge);
  const rows: Rows = { rowsOf: new Map(), groupsOf: new Map() };
  const tiers: Tiers = new Map();
  for (const r of run.results) {
    if (r.value.status === 'not-supplied' || r.value.status === 'not-in-force') continue;
    // Survey percentages arrive as rates, already released by those who ran the survey: no count of ours stands behind them.
    if (r.source === 'survey' || r.unit === 'score' || r.unit === 'yes-no') continue;
    // Turnover has an attacker of its own.
    if (r.switches !== undefined) continue;
    if (/^retention\.|^turnover\.survival$/.test(r.indicator)) readRetention(notes, r);
    else if (r.indicator === 'model-employer.people-added') readAdded(notes, r);
    else if (r.indicator.startsWith('disparity-ratio')) readTiers(notes, tiers, r);
    else {
      if (r.unit === 'people') readPath(notes, r);
      readRow(notes, rows, r);
    }
  }
  readTotals(notes, run);
  addGroups(notes, rows);
  addRows(notes, rows);
  addTiers(notes, tiers, rows);
  addRetention(notes);
  addNested(notes);
  return { leaks: notes.leaks, ...tablesThatFit(highs, notes.quantities, notes.equations, knowledge.small) };
}
