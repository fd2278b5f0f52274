import { type Extract, frameworks, isoDate, publicData, reading } from '../../src/index.js';
import { toRows } from './rows.js';
import type { Read, ReadTask, Said } from './tasks.js';

const said = ({ id, severity, what, todo, file, sheet, row, column, rows }: Extract['issues'][number]): Said => ({
  id,
  severity,
  what,
  todo,
  ...(file === undefined ? {} : { file }),
  ...(sheet === undefined ? {} : { sheet }),
  ...(row === undefined ? {} : { row }),
  ...(column === undefined ? {} : { column }),
  ...(rows === undefined ? {} : { rows }),
});

async function withTool(extract: Extract, { framework }: ReadTask): Promise<Extract> {
  if (!framework) return extract;
  return (await frameworks()).withFramework(extract, framework.framework, framework.name);
}

/** The trusts table with its blanks filled; without such a table there is nothing to fill. */
async function withPublished(extract: Extract, { published }: ReadTask): Promise<Extract> {
  const { trusts } = extract.tables;
  if (!published || !trusts) return extract;
  return { ...extract, tables: { ...extract.tables, trusts: (await publicData()).fillTrusts(trusts, published) } };
}

/** Reads what was sent into typed rows. What is wrong with it is in its issues; with no table at all they say why. */
export async function readFiles(task: ReadTask, say: (step: string) => void): Promise<Read> {
  say('reading');
  const { readExtract } = await reading();
  const files = await readExtract(task.files, {
    ...(task.asAt === undefined ? {} : { asAt: task.asAt }),
    ...(task.organisation === undefined ? {} : { organisation: task.organisation }),
    ...(task.profile ? { profile: task.profile } : {}),
  });
  const extract = await withPublished(await withTool(files, task), task);
  say('keeping');
  const { inputs, organisations, snapshots, tables, issues } = extract;
  const number = (severity: Said['severity']): number => issues.filter((i) => i.severity === severity).length;
  return {
    rows: await toRows(extract),
    summary: {
      inputs,
      organisations,
      snapshots: snapshots.map(isoDate),
      tables: Object.entries(tables).map(([table, rows]) => ({
        table,
        rows: Object.values(rows.columns)[0]?.length ?? 0,
      })),
      issues: { error: number('error'), warning: number('warning'), note: number('note') },
    },
    mapping: { mapping: extract.mapping, unknownValues: extract.unknownValues },
    ...(Object.keys(tables).length === 0 ? { refused: issues.map(said) } : {}),
  };
}
