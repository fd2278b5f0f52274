/** Why a figure cannot be calculated from the counts there are. */
export type UndefinedWhy =
  | 'no-group-members'
  | 'zero-comparator'
  | 'no-events'
  | 'not-reached'
  | 'infeasible'
  | 'invalid-counts'
  | 'not-comparable';

/** A figure, or the named reason there is none. Nothing from the cube onward is `null`, `NaN` or a 0 that means "missing". */
export type Outcome<V = number> = { readonly status: 'ok'; readonly value: V } | Absent;

/** Every outcome that is not a figure. A hidden small number and its hidden complement look alike on purpose. */
export type Absent =
  | { readonly status: 'undefined'; readonly why: UndefinedWhy }
  | { readonly status: 'suppressed'; readonly why: 'disclosure' | 'at-source' }
  | { readonly status: 'not-supplied'; readonly what: string }
  | {
      readonly status: 'not-in-force';
      readonly edition: string;
      readonly why: 'not-yet' | 'withdrawn' | 'not-collected';
    };

/** A figure in results JSON: a plain number when known, otherwise the outcome that says why not. */
export type Figure = number | Absent;

/** A known value. Example: ok(0.0124) is { status: 'ok', value: 0.0124 }. */
export const ok = <V>(value: V): Outcome<V> => ({ status: 'ok', value });
/** No figure can be made of the counts: 3 of 0 people is undefinedBecause('no-group-members'). */
export const undefinedBecause = (why: UndefinedWhy): Absent => ({ status: 'undefined', why });
/** Hidden by the gate, for its own smallness or for another's sake: 4 people and the 400 beside them look the same. */
export const suppressed: Absent = { status: 'suppressed', why: 'disclosure' };
/** The input it is made of was not given; `what` names it, as in notSupplied('survey table'). */
export const notSupplied = (what: string): Absent => ({ status: 'not-supplied', what });

/** Whether a figure is a number and not a reason: true for 0. */
export const isNumber = (figure: Figure): figure is number => typeof figure === 'number';

/** Applies `f` to a known value and passes every absence through unchanged. Example: mapOutcome(ok(2), (x) => x * 3) is ok(6). */
export const mapOutcome = <A, B>(outcome: Outcome<A>, f: (value: A) => B): Outcome<B> =>
  outcome.status === 'ok' ? ok(f(outcome.value)) : outcome;

/** The figure inside an outcome, for JSON places that hold `number | Absent`. */
export const toFigure = (outcome: Outcome): Figure => (outcome.status === 'ok' ? outcome.value : outcome);

/** The first absence among the figures, if any: a figure made of several is known only when all of them are. */
export const firstAbsent = (...figures: readonly Figure[]): Absent | undefined =>
  figures.find((f): f is Absent => typeof f !== 'number');
