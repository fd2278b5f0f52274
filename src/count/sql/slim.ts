// Statements of this compiler only: lower-case words, columns named where they are made.
type Token = { readonly text: string; readonly kind: 'text' | 'name' | 'sign' | 'space' };
type Node = Token | Query;
interface Item {
  readonly nodes: readonly Node[];
  /** What the item is called, and whether by `as` or because it is a column of that name. */
  readonly called?: string;
  readonly plain: boolean;
}
interface Select {
  readonly items: readonly Item[];
  readonly rest: readonly Node[];
}
/** Selects one below another. */
interface Query {
  readonly selects: readonly Select[];
}

const shape = /'(?:[^'\\]|\\.)*'|"[^"]*"|[A-Za-z_][A-Za-z0-9_]*|\s+|./gs;
const kindOf = (text: string): Token['kind'] =>
  text.startsWith("'") ? 'text' : /^["A-Za-z_]/.test(text) ? 'name' : /^\s/.test(text) ? 'space' : 'sign';
const tokens = (statement: string): readonly Token[] =>
  (statement.match(shape) ?? []).map((text) => ({ text, kind: kindOf(text) }));

const isToken = (n: Node): n is Token => 'text' in n;
const is = (n: Node | undefined, text: string): boolean => n !== undefined && isToken(n) && n.text === text;
const solid = (nodes: readonly Node[]): readonly Node[] => nodes.filter((n) => !isToken(n) || n.kind !== 'space');
const bare = (text: string): string => text.replace(/^"|"$/g, '');

function itemOf(nodes: readonly Node[]): Item {
  const own = solid(nodes);
  const [last, before] = [own.at(-1), own.at(-2)];
  if (last === undefined || !isToken(last) || last.kind !== 'name') return { nodes, plain: false };
  if (is(before, 'as')) return { nodes, called: bare(last.text), plain: false };
  return own.length === 1 ? { nodes, called: bare(last.text), plain: true } : { nodes, plain: false };
}

/** Reads selects up to the bracket that closes them. */
function read(all: readonly Token[], from: number): { readonly query: Query; readonly end: number } {
  const selects: Select[] = [];
  let at = from;
  const next = (): Token | undefined => all[at];
  for (;;) {
    while (next()?.kind === 'space') at++;
    at++; // select
    const items: Node[][] = [[]];
    const rest: Node[] = [];
    let into: Node[] = items[0]!;
    let depth = 0;
    let listing = true;
    for (let t = next(); t !== undefined; t = next()) {
      if (depth === 0 && (t.text === ')' || t.text === 'union')) break;
      if (t.text === '(' && all.slice(at + 1, at + 3).find((n) => n.kind !== 'space')?.text === 'select') {
        const inside = read(all, at + 1);
        into.push(t, inside.query, all[inside.end]!);
        at = inside.end + 1;
        continue;
      }
      if (t.text === '(' || t.text === '[') depth++;
      if (t.text === ')' || t.text === ']') depth--;
      if (listing && depth === 0 && t.text === ',') {
        into = [];
        items.push(into);
      } else {
        if (listing && depth === 0 && t.text === 'from') {
          listing = false;
          into = rest;
        }
        into.push(t);
      }
      at++;
    }
    selects.push({ items: items.map(itemOf), rest });
    if (next()?.text !== 'union') return { query: { selects }, end: at };
    at++;
    while (next()?.kind === 'space' || next()?.text === 'all') at++;
  }
}

/** Names that are read, with the text they are written as: not those that are made, by `as`, inside an expression or at its end. */
function names(nodes: readonly Node[]): Map<string, string> {
  const found = new Map<string, string>();
  const inside = new Set<string>();
  const own = solid(nodes);
  for (const [i, n] of own.entries()) {
    if (!isToken(n) || n.kind !== 'name') continue;
    if (!is(own[i - 1], 'as')) {
      if (n.text.startsWith('"') || !found.has(n.text)) found.set(bare(n.text), n.text);
    } else if (is(own[i + 1], ')')) inside.add(bare(n.text));
  }
  for (const name of inside) found.delete(name);
  return found;
}

const isStar = (i: Item): boolean => {
  const [only, ...more] = solid(i.nodes);
  return more.length === 0 && is(only, '*');
};
const written = (text: string): Token => ({ text, kind: 'name' });

function slimQuery({ selects }: Query, needed: ReadonlyMap<string, string> | undefined): string {
  // Columns of selects one below another go by their place.
  const kept = new Set<number>();
  for (const { items, rest } of selects) {
    const own = names(rest);
    for (const [i, item] of items.entries())
      if (
        needed === undefined ||
        item.called === undefined ||
        needed.has(item.called) ||
        (!item.plain && own.has(item.called))
      )
        kept.add(i);
  }
  if (kept.size === 0) kept.add(0);
  return selects.map((s) => slimSelect(s, kept, needed)).join(' union all ');
}

function slimSelect(
  { items: all, rest }: Select,
  kept: ReadonlySet<number>,
  needed: ReadonlyMap<string, string> | undefined,
): string {
  let items = all.filter((_, i) => kept.has(i));
  const fromQuery = rest.some((n) => !isToken(n));
  const star = items.some(isStar);
  if (star && !fromQuery && needed) {
    const made = new Set(items.map((i) => i.called));
    const columns = [...needed].filter(([name, text]) => !made.has(name) && text.startsWith('"'));
    items = items.flatMap((i) => (isStar(i) ? columns.map(([, text]) => itemOf([written(text)])) : [i]));
    // Of rows that are only counted nothing is read.
    if (items.length === 0) items = [itemOf([written('1')])];
  }
  const read = new Map(items.flatMap((i) => [...names(i.nodes)]));
  const made = new Set(items.flatMap((i) => (i.called === undefined || i.plain ? [] : [i.called])));
  for (const [name, text] of names(rest)) if (!made.has(name) || read.has(name)) read.set(name, text);
  if (star && fromQuery) for (const [name, text] of needed ?? []) if (!made.has(name)) read.set(name, text);
  const below = star && fromQuery && needed === undefined ? undefined : read;
  const text = (nodes: readonly Node[]): string => {
    let last = '';
    return nodes
      .map((n, i) => {
        if (isToken(n)) {
          if (n.kind === 'name') last = n.text;
          return n.text;
        }
        // A list of values to look among keeps its own columns.
        return slimQuery(n, is(nodes[i - 1], '(') && (last === 'from' || last === 'join') ? below : undefined);
      })
      .join('');
  };
  return `select ${items.map((i) => text(i.nodes).trim()).join(', ')} ${text(rest)}`.trimEnd();
}

/**
 * The same statement with no column in a subquery that nothing outside it reads. ClickHouse analyses a subquery afresh wherever less is wanted of it than it gives, and all that is
 * below it again each time: of seven levels the lowest 128 times. Example: `select a from (select a, b from t)` becomes `select a from (select a from t)`.
 */
export const slim = (statement: string): string => slimQuery(read(tokens(statement), 0).query, undefined);
