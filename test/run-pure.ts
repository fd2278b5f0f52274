import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs the tests of core, formulas and release on the Node that runs this file, one process each; exits 1 when one fails. */
const here = dirname(fileURLToPath(import.meta.url));
const files = ['core', 'formulas', 'release'].flatMap((folder) => {
  try {
    return (
      readdirSync(join(here, folder), { recursive: true, encoding: 'utf8' })
        // Whole reports are read, counted and attacked once, in the main run.
        .filter((f) => f.endsWith('.test.js') && !f.startsWith('attack-report'))
        .map((f) => join(here, folder, f))
    );
  } catch {
    return [];
  }
});
const failed = files.filter((file) => {
  const run = spawnSync(process.execPath, [file], { encoding: 'utf8', env: { ...process.env, TAP_TIMEOUT: '600' } });
  if (run.status !== 0) console.error(run.stdout, run.stderr);
  return run.status !== 0;
});
console.log(
  `Node ${process.versions.node}: ${files.length - failed.length} test files passed, ${failed.length} failed`,
);
process.exitCode = failed.length > 0 || files.length === 0 ? 1 : 0;
