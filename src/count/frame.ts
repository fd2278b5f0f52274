import { holds, type Predicate, type Rule } from '../core/predicate.js';
import { type CodeLists, type Recode, recode } from '../core/recode.js';
import type { Dimension } from '../core/request.js';
import type { Value } from '../core/rows.js';
import { type Column, remember } from './column.js';
import { meaningOf } from './meaning.js';

/** How the rows of a frame came from those of another: where each went, and which one each row of the result was taken from. */
export interface Step {
  readonly inner: Frame;
  /** Row of the outer frame, or `-1 - r` when rule r threw the row out. */
  readonly to: Int32Array;
  readonly rules: readonly string[];
  /** The row of the inner frame that a row of the outer one was taken from, or -1. */
  readonly chosen: Int32Array;
}

/** A table while it is counted: columns on demand (a column the table has not is missing everywhere) and where its rows came from. */
export interface Frame {
  readonly length: number;
  column(name: string): Column;
  /** Name of the base table, on a frame of rows as read. */
  readonly table?: string;
  readonly steps: readonly Step[];
}

/** Groups of the rows of a frame: row i is in group `names[codes[i]]`. */
export interface Groups {
  readonly names: readonly string[];
  readonly codes: Int32Array;
}

// Stands for "no list maps this value"; no group can have this name, since groups come from printable code lists.
const none = '\u0000none';

/** Asks core about every distinct value once, and remembers it per dictionary, so that core alone says what a value means. */
const groupsOfValues = new WeakMap<readonly Value[], Map<string, readonly string[]>>();
function groupOfEach(values: readonly Value[], how: Recode, lists: CodeLists): readonly string[] {
  const ofValues = remember(groupsOfValues, values, () => new Map<string, readonly string[]>());
  return remember(ofValues, meaningOf('lists' in how ? { ...how, columns: [] } : how, lists), () =>
    values.map((v) => recode(how, () => v, lists)),
  );
}

const groupsOfFrames = new WeakMap<Frame, Map<string, Groups>>();

/** The group of every row, as core's `recode` would give it, or its whole number; worked out once for a frame. */
export const groupRows = (how: Dimension, frame: Frame, lists: CodeLists): Groups =>
  remember(
    remember(groupsOfFrames, frame, () => new Map<string, Groups>()),
    meaningOf(how, lists),
    () => group(how, frame, lists),
  );

function group(how: Dimension, frame: Frame, lists: CodeLists): Groups {
  const names: string[] = [how.otherwise];
  const indexOf = new Map<string, number>([[how.otherwise, 0]]);
  const intern = (name: string): number => remember(indexOf, name, () => names.push(name) - 1);
  const codes = new Int32Array(frame.length);
  if ('cases' in how) {
    const open = new Uint8Array(frame.length).fill(1);
    for (const { when, gives } of how.cases) {
      const here = mask(when, frame, lists);
      const given = typeof gives === 'string' ? undefined : groupRows(gives, frame, lists);
      const as = (given?.names ?? [gives as string]).map(intern);
      for (let row = 0; row < frame.length; row++) {
        if (open[row] === 0 || here[row] === 0) continue;
        open[row] = 0;
        codes[row] = as[given?.codes[row] ?? 0]!;
      }
    }
    return { names, codes };
  }
  if ('exact' in how) {
    const column = frame.column(how.exact);
    const as = column.values.map((v) => (typeof v === 'number' ? intern(String(Math.round(v) + 0)) : 0));
    for (let row = 0; row < frame.length; row++) codes[row] = as[column.codes[row]!]!;
    return { names, codes };
  }
  if ('days' in how) {
    const [from, to] = how.days.map((c) => frame.column(c)) as [Column, Column];
    for (let row = 0; row < frame.length; row++) {
      const at = { [how.days[0]]: from.values[from.codes[row]!], [how.days[1]]: to.values[to.codes[row]!] };
      codes[row] = intern(recode(how, (c) => at[c], lists));
    }
    return { names, codes };
  }
  const columns = 'column' in how ? [how.column] : how.columns;
  const tables = columns.map((name, i) => {
    const column = frame.column(name);
    const one: Recode =
      'column' in how
        ? how
        : { columns: [name], lists: how.paired ? how.lists.slice(i, i + 1) : how.lists, otherwise: none };
    const groups = groupOfEach(column.values, one, lists);
    return { codes: column.codes, group: Int32Array.from(groups, (g) => (g === none ? -1 : intern(g))) };
  });
  // A column at a time, as in `judge`: one plain loop over the rows is several times faster than a loop within it.
  for (const { codes: from, group } of tables.toReversed())
    for (let row = 0; row < codes.length; row++) {
      const g = group[from[row]!]!;
      if (g >= 0) codes[row] = g;
    }
  return { names, codes };
}

const masksOfFrames = new WeakMap<Frame, Map<string, Uint8Array>>();

/** 1 for each row that satisfies the predicate, else 0: core's `holds`, once per distinct value; worked out once for a frame. */
export const mask = (p: Predicate, frame: Frame, lists: CodeLists): Uint8Array =>
  remember(
    remember(masksOfFrames, frame, () => new Map<string, Uint8Array>()),
    meaningOf(p, lists),
    () => judge(p, frame, lists),
  );

function judge(p: Predicate, frame: Frame, lists: CodeLists): Uint8Array {
  const out = new Uint8Array(frame.length);
  if (p === true) return out.fill(1);
  if ('all' in p || 'any' in p) {
    const every = 'all' in p;
    if (every) out.fill(1);
    for (const q of every ? p.all : p.any) {
      const part = mask(q, frame, lists);
      for (let row = 0; row < out.length; row++) out[row] = every ? out[row]! & part[row]! : out[row]! | part[row]!;
    }
    return out;
  }
  if ('not' in p) {
    const inner = mask(p.not, frame, lists);
    for (let row = 0; row < out.length; row++) out[row] = 1 - inner[row]!;
    return out;
  }
  if ('group' in p) {
    const { names, codes } = groupRows(p.group, frame, lists);
    const wanted = Uint8Array.from(names, (n) => (p.in.includes(n) ? 1 : 0));
    for (let row = 0; row < out.length; row++) out[row] = wanted[codes[row]!]!;
    return out;
  }
  const columns = ('is' in p ? [p.column] : p.columns).map((name) => {
    const { values, codes } = frame.column(name);
    const one: Predicate = 'is' in p ? p : { ...p, columns: [name] };
    return { codes, yes: Uint8Array.from(values, (v) => (holds(one, () => v, lists) ? 1 : 0)) };
  });
  // From the last column to the first, so that the first with a value has the last word.
  for (const { codes, yes } of columns.toReversed())
    for (let row = 0; row < out.length; row++) if (codes[row] !== 0) out[row] = yes[codes[row]!]!;
  return out;
}

/** For each row the first rule it fails, as `-1 - r`, or 0 when it passes them all. */
export function failures(rules: readonly Rule[], frame: Frame, lists: CodeLists): Int32Array {
  const out = new Int32Array(frame.length);
  for (const [r, { keep }] of rules.entries()) {
    const kept = mask(keep, frame, lists);
    for (let row = 0; row < out.length; row++) if (out[row] === 0 && kept[row] === 0) out[row] = -1 - r;
  }
  return out;
}
