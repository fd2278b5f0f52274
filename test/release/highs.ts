import type { Highs } from 'highs';

/** The solver for tests, loaded once. Its types describe a CommonJS module, which it is not when imported. */
export async function loadHighs(): Promise<Highs> {
  const module = await import('highs');
  return (module.default as unknown as (typeof module.default)['default'])();
}
