/** A process of its own that runs the command line again and again, from its own entry, so that each call does not load everything anew. */
const write = process.stdout.write.bind(process.stdout);
const entry = new URL('../../bin/workforce-equality.js', import.meta.url).href;
let calls = 0;

process.on('message', async (words: readonly string[]) => {
  let said = '';
  process.argv = [process.argv[0] as string, 'workforce-equality', ...words];
  process.stdout.write = ((text: string | Uint8Array) => {
    said += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
    return true;
  }) as typeof process.stdout.write;
  await import(`${entry}?call=${calls++}`);
  process.stdout.write = write;
  process.send?.(said);
});
