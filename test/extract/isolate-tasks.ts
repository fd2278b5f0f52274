import { threadId } from 'node:worker_threads';

/** Things that a worker may be made to do. */
export const add = async (argument: unknown) => {
  const { a, b } = argument as { readonly a: number; readonly b: number };
  return { value: a + b };
};
export const forever = async () => {
  for (;;);
};
export const hoard = async () => {
  const kept: unknown[] = [];
  for (;;) kept.push(Array.from({ length: 1_000 }, () => ({})));
};
export const leave = async () => process.exit(7);
export const wrong = async () => {
  throw new RangeError('a mistake in the program');
};
export const buffer = async () => {
  const bytes = new Float64Array([1, 2, 3]);
  return { value: bytes, transfer: [bytes.buffer] };
};
export const which = async () => ({ value: threadId });
