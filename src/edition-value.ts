import type { Dated, Edition } from './standard/types.js';

/** Groups of dimensions that say which people. */
export type Where = Readonly<Record<string, readonly string[]>>;

/** A value an edition must have, the indicator's own before a shared one. Throws a RangeError naming it when it has neither. */
export function setValue<V>(edition: Edition, name: string, indicator?: string): V {
  const found: Dated | undefined =
    (indicator === undefined ? undefined : edition.indicators[indicator]?.[name]) ?? edition.parameters[name];
  if (!found) throw new RangeError(`${edition.standard} ${edition.edition} has no value "${name}"`);
  return found.value as V;
}
