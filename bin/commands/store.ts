import { type Args, WrongUse } from '../args.js';

export const storeOf = (args: Args): string =>
  args.text('store') ?? process.env.WORKFORCE_EQUALITY_STORE ?? 'workforce-equality.db';

/** The service's store, opened for one command. */
export async function openStoreOf(args: Args) {
  const { openStore } = await import('../../api/store/open.js');
  try {
    return await openStore(storeOf(args));
  } catch (fault) {
    throw new WrongUse(`The store cannot be opened: ${(fault as Error).message}`);
  }
}
