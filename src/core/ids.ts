declare const brand: unique symbol;
type Branded<B extends string> = string & { readonly [brand]: B };

export type IndicatorId = Branded<'indicator'>;
export type EditionId = Branded<'edition'>;
export type OrganisationId = Branded<'organisation'>;

const pattern = /^[a-z][a-z-]*(\.[0-9a-z-]+)*$/;

/** An indicator id such as `wres.3` or `disparity-ratio`. Throws a TypeError for anything else. */
export function indicatorId(text: string): IndicatorId {
  if (!pattern.test(text)) throw new TypeError(`not an indicator id: "${text}"`);
  return text as IndicatorId;
}

/** The standard an indicator belongs to: the first part of its id. `wres.3` is of `wres`. */
export const standardOf = (id: IndicatorId | string): string => id.split('.')[0] as string;
