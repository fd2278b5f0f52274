import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Serving, upload } from './serve.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What this process holds once everything that nobody needs is collected, in MB. */
export interface Level {
  readonly heap: number;
  readonly buffers: number;
  readonly resident: number;
}

export async function levelNow(): Promise<Level> {
  for (let n = 0; n < 3; n++) {
    collect();
    await new Promise((later) => setTimeout(later, 50));
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { heap: heapUsed / 1_048_576, buffers: arrayBuffers / 1_048_576, resident: rss / 1_048_576 };
}

/** Staff rows as a CSV file; another `n` is another file. */
export const staffFile = (rows: number, n: number): string =>
  [
    'Employee Number,Ethnic Origin,Pay Scale,FTE,Staff Group,Gender',
    ...Array.from(
      { length: rows },
      (_, i) =>
        `${i + 1},${['A', 'N', 'H', 'Z'][(i + n) % 4]},XR0${3 + (i % 6)},1,Nursing and Midwifery Registered,${i % 3 ? 'Female' : 'Male'}`,
    ),
  ].join('\n');

/** Files sent all at once, each asked for results and a report, and deleted when all are answered. Answers the most that was resident meanwhile, in MB. */
export async function burst({ url }: Serving, files: number, rows: number): Promise<number> {
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss() / 1_048_576);
  }, 20);
  const own = await Promise.all(
    Array.from({ length: files }, async (_, n) => {
      const { extract } = await upload(url, { [`staff ${n} 31-MAR-2025.csv`]: staffFile(rows, n) });
      const own = `${url}/v1/extracts/${extract}`;
      for (const path of ['results?standard=wres', 'report?standard=wres']) {
        const answer = await fetch(`${own}/${path}`);
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        await answer.arrayBuffer();
      }
      return own;
    }),
  );
  for (const path of own) await fetch(path, { method: 'DELETE' });
  clearInterval(watching);
  return most;
}
