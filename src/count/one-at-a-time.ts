/** Work on one connection, each piece begun when the one before has ended, whether or not it failed. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const made = last.then(work, work);
    last = made.catch(() => undefined);
    return made;
  };
}
