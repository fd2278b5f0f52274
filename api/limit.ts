const windowMilliseconds = 60_000;
const mostCallers = 50_000;

/** What a caller has left of its requests. */
export interface Left {
  /** Below 0 when there were too many. */
  readonly requests: number;
  /** Until it has all of them again. */
  readonly seconds: number;
}

export interface Counted {
  take(caller: string): Left;
  /** One was taken that another name answers for. */
  giveBack(caller: string): void;
}

/** Counts requests of each caller, minute by minute. Example: 2 a minute leave 1, 0 and -1 after the first, second and third. */
export function countRequests(perMinute: number, now = Date.now): Counted {
  const all = new Map<string, { n: number; readonly ends: number }>();
  const sweep = (at: number): void => {
    for (const [caller, { ends }] of all) if (ends <= at) all.delete(caller);
    // More callers in a minute than can be told apart: the first of them begin anew.
    for (const caller of all.keys()) {
      if (all.size < mostCallers) break;
      all.delete(caller);
    }
  };
  return {
    take(caller) {
      const at = now();
      let own = all.get(caller);
      if (!own || own.ends <= at) {
        if (all.size >= mostCallers) sweep(at);
        own = { n: 0, ends: at + windowMilliseconds };
        all.delete(caller);
        all.set(caller, own);
      }
      own.n++;
      return { requests: perMinute - own.n, seconds: Math.ceil((own.ends - at) / 1_000) };
    },
    giveBack(caller) {
      const own = all.get(caller);
      if (own) own.n--;
    },
  };
}
