import { count, isoDate, listRows, profiles } from '../../src/index.js';
import type { Args } from '../args.js';
import { measuresFor, readInput } from './input.js';
import { inputHasErrors, issueLines, say } from './say.js';
import { folderThere, writeWhole } from './write.js';

/** Issues, mapping and reconciliation; no figure about any group of people. */
export async function check(args: Args): Promise<number> {
  if (args.files.length === 0 && args.text('indicators') !== undefined) {
    const { own } = await measuresFor(args);
    if (args.flag('json')) process.stdout.write(`${JSON.stringify(own, null, 2)}\n`);
    return 0;
  }
  const profile = args.text('write-profile');
  if (profile !== undefined) await folderThere(profile);
  const read = await readInput(args, args.files);
  const { extract, library, options } = read;
  const run = await count(extract, library, options);
  if (profile !== undefined) {
    await writeWhole(profile, (await profiles()).writeProfile(extract, read.profile));
    say(`Wrote ${profile}`);
  }
  const rule = args.text('rows');
  const rows = rule === undefined ? undefined : await listRows(extract, library, options, rule);
  const tables = run.reconciliation.map(({ cubes: _, ...table }) => table);
  if (args.flag('json')) {
    const { inputs, snapshots, organisations, mapping } = extract;
    const out = {
      inputs,
      organisations,
      snapshots: snapshots.map(isoDate),
      issues: run.issues.map(({ behind: _, table: _t, plain: _p, ...issue }) => issue),
      choices: run.choices,
      mapping,
      reconciliation: tables,
      ...(rows ? { rows } : {}),
    };
    process.stdout.write(`${JSON.stringify(out, null, 2)}\n`);
  } else {
    const excluded = (e: Readonly<Record<string, number>>) =>
      Object.entries(e)
        .map(([name, n]) => `${n} ${name}`)
        .join(', ') || 'none';
    const lines = [
      run.issues.length === 0 ? 'No problem was found.' : `${run.issues.length} problem(s) and note(s):`,
      ...issueLines(run.issues, Number.POSITIVE_INFINITY).map((l) => `  ${l}`),
      '',
      'Columns',
      ...extract.mapping.map((m) => `  ${m.sheet}: '${m.header}' ${m.column ? `is ${m.column}` : 'is not used'}`),
      '',
      'Rows',
      ...tables.map(
        (r) =>
          `  ${r.table}: ${r.read} read = ${r.counted} counted + ${r.merged} merged + ${Object.values(r.excluded).reduce((a, b) => a + b, 0)} excluded (${excluded(r.excluded)}) + ${r.setAside} set aside + ${r.notData} not data`,
      ),
      '',
      'Choices',
      ...run.choices.map((c) => `  ${c.what}`),
      ...(rows ? ['', `Rows behind "${rule}"`, ...rows.map((r) => `  ${r.table}, ${r.sheet}, row ${r.row}`)] : []),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return inputHasErrors(run.issues) ? 3 : 0;
}
