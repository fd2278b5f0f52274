/** What the reading of files says: how bad it is, what is wrong, what to do. Place and row counts stand beside the text. */
export type Message = {
  readonly severity: 'error' | 'warning' | 'note';
  readonly what: string;
  /** The same without numbers of rows, where `what` gives some. */
  readonly plain?: string;
  readonly todo: string;
};

/** A value from a coded column, quoted: 40 characters at most. */
export const quoted = (value: string): string => `'${value.length > 40 ? `${value.slice(0, 39)}…` : value}'`;

/** "a, b or c" */
export const orList = (items: readonly string[], word = 'or'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`;

/** 12345 as 12,345. `toLocaleString` would load a library of number formats for it, in a thread that starts afresh for each file. */
export const thousands = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
export const many = (n: number, one: string, more = `${one}s`): string => `${thousands(n)} ${n === 1 ? one : more}`;
export const error = (what: string, todo: string): Message => ({ severity: 'error', what, todo });
export const warning = (what: string, todo: string): Message => ({ severity: 'warning', what, todo });
export const note = (what: string, todo: string): Message => ({ severity: 'note', what, todo });
export const near = (items: readonly string[]): string =>
  items.length === 0 ? '' : ` Nearest known: ${orList(items.map(quoted))}.`;
