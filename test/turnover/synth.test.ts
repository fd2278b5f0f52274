import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import t from 'tap';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { packagePolicy } from '../../src/standard/node.js';
import { synthesise, writeCsv } from '../../src/synth/index.js';
import { find, library } from './given.js';

// The generator counts its own people apart from the engine: the same stocks, leavers and resignations must come out of the printed tables.
for (const messy of [false, true])
  t.test(
    `stocks, leavers and resignations of a synthetic trust${messy ? ' printed with every kind of mess' : ''}`,
    async (t) => {
      const folder = mkdtempSync(join(tmpdir(), 'turnover-'));
      t.teardown(() => rmSync(folder, { recursive: true, force: true }));
      const trust = synthesise({ seed: messy ? 12 : 11, staff: 900, messy });
      const written = (await writeCsv(trust.sheets, folder)).filter((p) =>
        /staff in post|leaver|starter/i.test(basename(p)),
      );
      const extract = await readExtract(
        written.map((path) => ({ name: basename(path), path })),
        { lists: library.lists },
      );
      const { results } = await evaluate(extract, library, {
        standards: ['turnover'],
        years: 1,
        policy: packagePolicy('internal'),
      });
      const { opening, closing, left, resigned, trainees } = trust.truth.turnover;
      const all = (n: typeof left): number => n.white + n.bme + n.unknown;
      const whole = find(results, 'turnover.leaver-rate', {}, 'D1');
      t.match(whole.flows, { opening: all(opening), left: all(left), missing: 0, closing: all(closing) });
      const groups = ['white', 'bme', 'unknown'] as const;
      for (const g of groups) {
        const part = whole.parts.find((p) => p.group === g);
        t.match(part, { n: left[g], base: (opening[g] + closing[g]) / 2 }, g);
      }
      const voluntary = find(results, 'turnover.voluntary');
      for (const g of groups) t.equal(voluntary.parts.find((p) => p.group === g)?.n, resigned[g], `${g} resigned`);
      t.equal(
        find(results, 'turnover.leaver-rate', { grade: 'trainee' }).parts[0]?.n,
        trainees.left,
        'doctors in training who left',
      );
      t.ok(all(left) > 40, 'there is something to count');
    },
  );
