import { readFileSync } from 'node:fs';
import { contracts } from '../../schemas/index.js';
import { type CodeLists, type Recode, recode } from '../../src/core/recode.js';
import type { CountRequest } from '../../src/core/request.js';
import { matchHeaders } from '../../src/count/files.js';
import type { Asked } from './asked.js';

/** A column of codes to be looked up: the header it has in the file, and the group of each text. */
export interface Lookup {
  readonly header: string;
  readonly groupOf: (text: string) => string | undefined;
}

/** One dimension: the lookups tried in order, and what is said when none knows. */
export interface Dimension {
  readonly lookups: readonly Lookup[];
  readonly otherwise: string;
}

/** A count as an analyst would write it down: from which people, by which dimensions. */
export interface Told {
  readonly id: string;
  readonly by: Readonly<Record<string, Dimension>>;
}

/** The requests of a run in an analyst's terms, over the headers of one file; columns that are not in it are not asked. */
export function told(
  file: string,
  { asked, stocks }: Asked,
): { readonly counts: readonly Told[]; readonly bank: Lookup } {
  const header = readFileSync(file, 'utf8').slice(0, 4000).split('\n')[0]!.split(',');
  const found = header.map((h) => ({ header: h, type: 'VARCHAR' }));
  const at = matchHeaders(found, { files: [file], contract: contracts.staff });
  const lookup = (column: string, lists: readonly string[], own: CodeLists): Lookup[] => {
    const there = at[column];
    if (!there) return [];
    const how: Recode = { columns: [column], lists, otherwise: '' };
    return [{ header: there.header, groupOf: (text) => recode(how, () => text || undefined, own) || undefined }];
  };
  const dimension = (how: CountRequest['by'][string], own: CodeLists): Dimension => {
    if (!('columns' in how)) throw new RangeError('only code lists are asked here');
    const lookups = how.columns.flatMap((c, i) => lookup(c, how.paired ? [how.lists[i]!] : how.lists, own));
    return { lookups, otherwise: how.otherwise };
  };
  const all = [...asked, stocks].flatMap(({ lists, requests }) =>
    requests.map((r: CountRequest) => ({
      id: r.id,
      by: Object.fromEntries(Object.entries(r.by).map(([d, how]) => [d, dimension(how, lists)])),
    })),
  );
  const category = Object.keys(stocks.lists).find((id) => id.startsWith('assignment-category'))!;
  return { counts: all, bank: lookup('assignmentCategory', [category], stocks.lists)[0]! };
}

const outside = ['bank', 'agency', 'honorary', 'non-executive', 'other-not-employed'];

/** Arquero as an analyst would use it: read the file, look codes up in small tables, one row per person, then a count for each question. */
export async function arquero(file: string, asked: Asked): Promise<() => Promise<number>> {
  const { desc, escape: calling, fromCSV, op, table } = await import('arquero');
  const { counts, bank } = told(file, asked);
  return async () => {
    let staff = fromCSV(readFileSync(file, 'utf8'), { autoType: false, parse: { FTE: Number } });
    const named = new Map<string, string>();
    const coded = ({ header, groupOf }: Lookup): string => {
      const distinct = (staff.select(header).dedupe().array(header) as string[]).filter((v) => v !== null && v !== '');
      const groups = distinct.map(groupOf);
      const id = `${header} as ${JSON.stringify(groups)}`;
      const known = named.get(id);
      if (known !== undefined) return known;
      const name = `g${named.size}`;
      named.set(id, name);
      staff = staff.lookup(table({ code: distinct, [name]: groups }), [header, 'code'], name);
      return name;
    };
    const category = coded(bank);
    staff = staff
      .filter(calling((d: Record<string, string>) => !outside.includes(d[category] as string)))
      .derive({
        order: (d: Record<string, string>) => (d['Primary Assignment'] === 'Yes' ? 0 : 1),
        digits: `d => op.length(d['Assignment Number'])`,
      })
      .groupby('Employee Number', 'Snapshot Date')
      .orderby('order', desc('FTE'), 'Latest Hire Date', 'digits', 'Assignment Number')
      .filter(() => op.row_number() === 1)
      .ungroup()
      .unorder()
      .reify();
    // People first: codes are looked up for one row of each.
    const dims = new Map<string, string>();
    for (const { by } of counts)
      for (const { lookups, otherwise } of Object.values(by)) {
        const columns = lookups.map(coded);
        const id = JSON.stringify([columns, otherwise]);
        if (dims.has(id)) continue;
        const name = `d${dims.size}`;
        dims.set(id, name);
        const first = [...columns.map((c) => `d.${c}`), JSON.stringify(otherwise)].join(' ?? ');
        staff = staff.derive({ [name]: `d => ${first}` });
      }
    let last = 0;
    for (const { by } of counts) {
      const columns = Object.values(by).map(
        ({ lookups, otherwise }) => dims.get(JSON.stringify([lookups.map(coded), otherwise]))!,
      );
      const cells = staff
        .groupby(...new Set(columns))
        .count()
        .objects() as { count: number }[];
      last = cells.reduce((n, row) => n + row.count, 0);
    }
    return last;
  };
}

/** danfojs-node the same way, as far as it goes: it has no lookup and no row number, so codes are mapped and people are kept by a set of keys. */
export async function danfo(file: string, asked: Asked): Promise<() => Promise<number>> {
  const { DataFrame, readCSV, toJSON } = await import('danfojs-node');
  const { counts, bank } = told(file, asked);
  return async () => {
    const staff = await readCSV(file);
    const columns = Object.fromEntries(
      (staff.columns as string[]).map((c) => [
        c,
        (staff.column(c).values as unknown[]).map((v) => (v === null ? '' : String(v))),
      ]),
    );
    const category = columns[bank.header]!.map((v) => bank.groupOf(v));
    const order = category
      .map((_, i) => i)
      .filter((i) => !outside.includes(category[i] as string))
      .sort((a, b) => {
        const of = (name: string, i: number): string => columns[name]![i]!;
        const first = (i: number): number => (of('Primary Assignment', i) === 'Yes' ? 0 : 1);
        const number = of('Assignment Number', a);
        const other = of('Assignment Number', b);
        return (
          first(a) - first(b) ||
          Number(of('FTE', b)) - Number(of('FTE', a)) ||
          (of('Latest Hire Date', a) < of('Latest Hire Date', b)
            ? -1
            : of('Latest Hire Date', a) > of('Latest Hire Date', b)
              ? 1
              : 0) ||
          number.length - other.length ||
          (number < other ? -1 : 1)
        );
      });
    const seen = new Set<string>();
    const kept = order.filter((i) => {
      const key = columns['Employee Number']![i]!;
      return !seen.has(key) && seen.add(key);
    });
    let last = 0;
    for (const { by } of counts) {
      const named = Object.entries(by).map(([d, { lookups, otherwise }]) => {
        const memo = lookups.map(() => new Map<string, string | undefined>());
        const group = (i: number): string => {
          for (const [k, { header, groupOf }] of lookups.entries()) {
            const text = columns[header]![i]!;
            if (!memo[k]!.has(text)) memo[k]!.set(text, groupOf(text));
            const found = memo[k]!.get(text);
            if (found !== undefined) return found;
          }
          return otherwise;
        };
        return [d, kept.map(group)] as const;
      });
      const frame = new DataFrame({ ...Object.fromEntries(named), one: kept.map(() => 1) });
      const cells = toJSON(frame.groupby(Object.keys(by)).col(['one']).count()) as { one_count: number }[];
      last = cells.reduce((n, row) => n + row.one_count, 0);
    }
    return last;
  };
}
