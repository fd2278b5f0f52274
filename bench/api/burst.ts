/**
 * Whether memory returns to its level after bursts of uploads: `node dist/bench/api/burst.js [files] [rows] [bursts]`. The service, its threads and the client are one
 * process; between bursts everything is deleted and collected. The first burst loads what every later one needs: the level is that after it.
 */
import { defaultConfig } from '../../api/open.js';
import { burst, levelNow } from '../../test/api/burst.js';
import { serving } from '../../test/api/serve.js';

const [files, rows, bursts] = [
  Number(process.argv[2] ?? 10),
  Number(process.argv[3] ?? 30_000),
  Number(process.argv[4] ?? 3),
];
const s = await serving({ limits: { ...defaultConfig.limits, requestsPerMinute: 1_000_000 } });
const show = async (name: string): Promise<void> => {
  const { heap, buffers, resident } = await levelNow();
  console.log(
    `${name}: heap ${heap.toFixed(1)} MB, buffers ${buffers.toFixed(1)} MB, resident ${resident.toFixed(0)} MB`,
  );
};
await show('at the start');
for (let n = 1; n <= bursts; n++) {
  const most = await burst(s, files, rows);
  console.log(
    `burst ${n}, ${files} files of ${rows} rows with results and reports: resident ${most.toFixed(0)} MB at most`,
  );
  await show('  deleted and collected');
}
await s.close();
