import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { engines, evaluate, loadLibrary, resultsJson } from '../../src/index.js';

// One run of `national.js` in a process of its own: `national-one.js FOLDER MEMORY INDICATORS whole|organisation [FIGURES]`. Prints its figures as one line of JSON.
const [folder = '', memory = '1GiB', wanted = '', by = 'whole', , write = ''] = process.argv.slice(2);
const all = await loadLibrary();
const { openRun } = await engines();
const asked = wanted.split(',');
const library = {
  ...all,
  indicators: all.indicators.filter(
    ({ id }) =>
      asked.some((w) => id.startsWith(w)) && !asked.some((w) => w.startsWith('!') && id.startsWith(w.slice(1))),
  ),
};
const [started, before] = [performance.now(), process.cpuUsage()];
const files = readdirSync(folder).map((f) => join(folder, f));
const opened = await openRun(files, library, { memory });
const standards = [...new Set(library.indicators.map(({ id }) => id.slice(0, id.indexOf('.'))))];
const run = await evaluate(opened.extract, library, {
  policy: library.policies.internal!,
  standards,
  ...(by === 'whole' ? {} : { rollUp: { levels: ['organisation'] as const } }),
  ...(opened.engine ? { engine: opened.engine } : {}),
});
const { user, system } = process.cpuUsage(before);
if (process.env.EXPLAIN) for (const line of opened.engine?.explain() ?? []) console.error(line);
await opened.close();
if (write) (await import('node:fs')).writeFileSync(write, resultsJson(run));
console.log(
  JSON.stringify({
    seconds: (performance.now() - started) / 1000,
    cpu: (user + system) / 1e6,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    rows: run.results.length,
  }),
);
