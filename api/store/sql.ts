/** The little that the two stores have in common: statements with `?` for values, and work that happens whole or not at all. */
export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

export interface Statements {
  all(text: string, values?: readonly Value[]): Promise<readonly Row[]>;
}

export interface Sql extends Statements {
  /** What is done is either all kept (on the disk when this resolves) or not done. Callers wait for one another. */
  whole<T>(work: (sql: Statements) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** One after the other, whatever became of the one before. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
