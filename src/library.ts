import { packageData } from './prepared.js';
import { ownIndicators } from './registry.js';
import type { Library } from './run-options.js';

/** The engine's own indicators, editions, code lists and policies. Throws with every fault of a data file at once. */
export async function loadLibrary(): Promise<Library> {
  const [indicators, data] = await Promise.all([ownIndicators(), packageData()]);
  return { indicators, ...data };
}
