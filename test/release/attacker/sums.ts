import { type Notes, nameOf } from './notes.js';
import type { Rows } from './rows.js';

/** The groups of a row are all of it. */
export function addGroups({ know, sum }: Notes, { groupsOf }: Rows): void {
  for (const [key, groups] of groupsOf) {
    const [pop, row, dimension] = key.split('|') as [string, string, string];
    const all = `${pop}|${row}|all`;
    know(all, undefined);
    sum(
      all,
      [...groups].map((g) => `${pop}|${row}|${dimension}:${g}`),
    );
  }
}

/** Rows that add up to others: bands to blocks, bands to clusters, groups of a breakdown and organisations to everybody. */
export function addRows({ knowledge, quantities, equation }: Notes, { rowsOf, groupsOf }: Rows): void {
  /** All that is known of a row: everyone, and every group. */
  const columns = (pop: string, row: string): readonly string[] => [
    'all',
    ...[...groupsOf].flatMap(([key, groups]) => {
      const [p, r, d] = key.split('|');
      return p === pop && r === row ? [...groups].map((g) => `${d}:${g}`) : [];
    }),
  ];
  const sum = (pop: string, whole: string, parts: readonly string[], atLeast = false): void => {
    for (const column of columns(pop, whole)) {
      const names = parts.map((r) => `${pop}|${r}|${column}`);
      if (!names.every((n) => quantities.has(n))) continue;
      equation(
        [[`${pop}|${whole}|${column}`, 1], ...names.map((n) => [n, -1] as const)],
        0,
        atLeast ? Number.POSITIVE_INFINITY : 0,
      );
    }
  };
  for (const [pop, rows] of rowsOf)
    for (const [whole, breakdown] of rows) {
      const finer = new Map<string, string[]>();
      for (const [name, b] of rows) {
        const more = Object.keys(b).filter((d) => !(d in breakdown));
        const within = Object.entries(breakdown).every(([d, g]) => b[d] === g);
        if (!within || more.length === 0 || Object.keys(b).length !== Object.keys(breakdown).length + more.length)
          continue;
        const dims = more.sort().join(',');
        finer.set(dims, [...(finer.get(dims) ?? []), name]);
      }
      if (pop.startsWith('board')) continue;
      for (const [dims, names] of finer) {
        // An organisation's own rows add up by themselves.
        if (dims === 'cluster' || /organisation,|,organisation/.test(dims)) continue;
        const senior = nameOf({ ...breakdown, grade: 'senior-medical-manager' });
        const parts = names.filter((n) => n !== senior);
        const someBlocks = dims === 'block' && 'band' in breakdown;
        if (/block,(band|grade|cluster)|(band|grade|cluster),block|block,cluster/.test(dims)) continue;
        // Model Employer has the senior bands alone.
        const someBands = dims === 'band' && !names.some((n) => /band=[1-7]\b/.test(n));
        sum(
          pop,
          whole,
          parts,
          someBands || (someBlocks && rows.has('block=unmapped')) || /^(events|appointed)/.test(pop),
        );
        if (names.includes(senior)) {
          const consultant = nameOf({ ...breakdown, grade: 'consultant' });
          if (rows.has(consultant)) sum(pop, consultant, [senior], true);
        }
      }
      const bands = breakdown.cluster ? knowledge.clusters?.[`${breakdown.block} ${breakdown.cluster}`] : undefined;
      if (bands) {
        const dim = breakdown.block === 'medical' ? 'grade' : 'band';
        const parts = bands
          .filter((b) => b !== 'senior-medical-manager')
          .map((b) => nameOf({ block: breakdown.block as string, [dim]: b }))
          .filter((n) => rows.has(n));
        sum(pop, whole, parts);
      }
    }
}

/** One population among another, and what two groupings of the same people share. */
export function addNested({ quantities, equation, rest, within }: Notes): void {
  for (const name of [...quantities.keys()]) {
    const finer = name.replace(/\|ethnicity:/, '|ethnicity-5:');
    const same = /\|ethnicity:(white|unknown)$/.test(name);
    if (same && quantities.has(finer))
      equation([
        [name, 1],
        [finer, -1],
      ]);
  }
  const nested = (inner: string, outer: string): void => {
    for (const name of [...quantities.keys()]) {
      if (!name.startsWith(`${inner}|`)) continue;
      const other = `${outer}|${name.slice(inner.length + 1)}`;
      if (quantities.has(other)) within(name, other);
    }
  };
  for (const when of ['', ' 1 before', ' 2 before'])
    for (const name of [...quantities.keys()]) {
      if (!name.startsWith(`doctors${when}||`)) continue;
      const inBlock = name.replace(`doctors${when}||`, `staff${when}|block=medical|`);
      if (!quantities.has(inBlock)) continue;
      // Doctors are the medical block and those medical directors who are paid as very senior managers.
      rest(`${name} not in the block`, name, [inBlock]);
    }
  nested('events wdes.3', 'events wdes.capability-any-ground');
  for (const p of ['appointed', 'shortlisted']) nested(`${p} without-international`, `${p} `);
}
