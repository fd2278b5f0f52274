import type { ParsedList } from '../../schemas/lists.js';
import { packageData } from '../prepared.js';

/** The code lists that come with this package. */
export const packageLists = async (): Promise<Readonly<Record<string, ParsedList>>> => (await packageData()).lists;
