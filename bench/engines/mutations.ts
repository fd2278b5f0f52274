// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is looked for is the text of templates
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/root.js';

// The counting language with one thing wrong at a time: which tests see it? Everything happens in a copy that is removed afterwards.
//   node dist/bench/engines/mutations.js [--only WORD] [--tests count/cases,count/editions,count/engines] [--engines duckdb]
// A test is stopped at its first failure. `--engines` names those whose rows the tests compare with memory (ClickHouse has forms of its own).
const value = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};
const tests = value('tests', 'count/cases,count/editions,count/engines').split(',');
const engines = value('engines', 'duckdb');

interface Mutation {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Tests that ask it, where those named do not. */
  readonly tests?: readonly string[];
  /** Only ClickHouse is asked in this form. */
  readonly clickhouse?: true;
}

const [expressions, standard, statement, nested] = ['expressions', 'standard', 'statement', 'nested'].map(
  (f) => `src/count/sql/${f}.ts`,
) as [string, string, string, string];
const mutations: readonly Mutation[] = [
  {
    what: 'a rule about a missing value is unknown, not false',
    file: expressions,
    from: 'sql`coalesce(${test}, ${no})`',
    to: 'test',
  },
  {
    what: 'every row of a person is counted',
    file: statement,
    from: '${signed(all, sql``)} union all ${signed(off, sql`-`)} union all ${signed(chosen, sql``)}',
    to: '${signed(all, sql``)}',
  },
  {
    what: 'every row of a person made of others is counted',
    file: standard,
    from: 'as numbered where _nth = 1)',
    to: 'as numbered where _nth >= 1)',
  },
  {
    what: 'blanks come first',
    file: expressions,
    from: 'sql`case when ${value} is null then 1 else 0 end`',
    to: 'sql`case when ${value} is null then 0 else 1 end`',
  },
  {
    what: 'the order of a column is turned round',
    file: expressions,
    from: 'descending ? sql` desc` : sql``',
    to: 'descending ? sql`` : sql` desc`',
  },
  {
    what: 'texts are ordered by code point alone (10 before 9)',
    file: expressions,
    from: '[characters(value), byCodePoint(value)]',
    to: '[byCodePoint(value)]',
  },
  {
    what: 'people who are not looked up are lost',
    file: standard,
    from: '` left join (select ${comma(columns)} from ${s.from} as t)',
    to: '` join (select ${comma(columns)} from ${s.from} as t)',
  },
  { what: 'FTE is cut and not rounded', file: expressions, from: 'floor(${n} + 0.5)', to: 'floor(${n})' },
  {
    what: 'a limit is in the group below it',
    file: expressions,
    from: 'when ${n} < ${limit} then',
    to: 'when ${n} <= ${limit} then',
  },
  {
    what: 'upper case is another code',
    file: expressions,
    from: 'lowerAscii(replaceAll(replaceAll(text,',
    to: '(replaceAll(replaceAll(text,',
  },
  {
    what: 'the latest day, also after the row',
    file: standard,
    from: ' and theirs._at <= mine.${name(upTo)}',
    to: '',
  },
  {
    what: 'who left has joined',
    file: standard,
    from: "when ${o} is null then 'joined' when ${c} is null then 'left'",
    to: "when ${o} is null then 'left' when ${c} is null then 'joined'",
  },
  {
    what: 'what no list knows is in the first group asked for',
    file: expressions,
    from: 'sql`coalesce(${comma(there)}, ${otherwise})`',
    to: "sql`coalesce(${comma(there)}, ${group('white', scope.dialect)})`",
  },
  {
    what: 'any list is tried on any column',
    file: expressions,
    from: 'grouped(c, scope.sets.of(how.paired ? how.lists.slice(i, i + 1) : how.lists))',
    to: 'grouped(c, scope.sets.of(how.paired ? how.lists.slice(0, 1) : how.lists))',
  },
  {
    what: 'the first day of a period is outside it',
    file: expressions,
    from: 'between ${p.between[0]} and',
    to: 'between ${p.between[0] + 1} and',
  },
  {
    what: 'people without a number are one person',
    file: standard,
    from: 'then ${name(rowField)} else -1 end',
    to: 'then -1 else -1 end',
  },
  {
    what: 'who is on one side of a join only is lost',
    file: standard,
    from: '` full join ${side} on',
    to: '` join ${side} on',
  },
  {
    what: 'what is looked up goes before what the row says',
    file: standard,
    from: 'sql`when mine.${name(blank)} is not null then ${own} `',
    to: 'sql``',
  },
  {
    what: 'a file is read whose rows are of another snapshot',
    file: 'src/count/needed.ts',
    from: 'groups.filter((g) => rules.every((r) => keeps(r, g)))',
    to: 'groups',
    tests: ['engine/kept'],
  },
  {
    what: 'a file is not read whose rows are counted',
    file: 'src/count/needed.ts',
    from: 'rules.every((r) => keeps(r, g))',
    to: '!rules.every((r) => keeps(r, g))',
    tests: ['engine/kept'],
  },
  {
    what: 'what is kept does not depend on the files',
    file: 'src/engine-cache.ts',
    from: '[version(), plain, used]',
    to: '[version(), plain]',
    tests: ['engine/kept'],
  },
  {
    what: 'what is kept does not depend on the meaning of lists',
    file: 'src/engine-cache.ts',
    from: 'map((id: string) => meaningOf(lists[id]))',
    to: 'map((id: string) => id)',
    tests: ['engine/kept'],
  },
  {
    what: 'what was cut short is used',
    file: 'src/engine-cache.ts',
    from: 'text.slice(0, end) === hashOf(body)',
    to: 'true',
    tests: ['engine/kept'],
  },
  {
    what: 'a number kept as text is nothing',
    file: 'src/count/stored.ts',
    from: "spec?.type === 'number' && type === 'text'",
    to: "spec?.type === 'nothing' && type === 'text'",
    tests: ['count/servers'],
  },
  {
    what: 'a day kept as text is the day after',
    file: 'src/count/stored.ts',
    from: '- 719469',
    to: '- 719468',
    tests: ['count/servers'],
  },
  {
    what: 'a comma is no decimal one',
    file: 'src/count/stored.ts',
    from: "replaceAll(own, ',', '.')",
    to: "replaceAll(own, ',', '')",
    tests: ['engine/trusts'],
  },
  {
    what: 'ClickHouse: who is not looked up is lost',
    file: nested,
    from: '${made} any left join ${right} using _k)`;\n      seen',
    to: '${made} any inner join ${right} using _k)`;\n      seen',
    clickhouse: true,
  },
  {
    what: 'ClickHouse: who left has joined',
    file: nested,
    from: "'stayed' else 'left' end",
    to: "'stayed' else 'joined' end",
    clickhouse: true,
  },
  {
    what: 'ClickHouse: the latest day, also after the row',
    file: nested,
    from: '_found = 1 and _theirs <= ${inner(',
    to: '_found = 1 or _theirs <= ${inner(',
    clickhouse: true,
  },
  {
    what: 'ClickHouse: parts of a key run into one another',
    file: nested,
    from: "const endMark = '\\u0001';",
    to: "const endMark = '';",
    clickhouse: true,
  },
];

/** Whether a test fails in the copy; it is stopped where it does. */
const fails = (root: string, test: string, of: string): Promise<boolean> =>
  new Promise((resolve) => {
    const env = { ...process.env, ENGINES: of, TAP_TIMEOUT: '600', TAP_BAIL: '0' };
    const run = spawn(process.execPath, [join(root, 'dist', 'test', `${test}.test.js`)], { env, cwd: root });
    let seen = false;
    run.stdout.on('data', (text: Buffer) => {
      if (!seen && /^ *not ok/m.test(text.toString())) {
        seen = true;
        run.kill();
      }
    });
    run.on('close', (code) => resolve(seen || code !== 0));
  });

const root = mkdtempSync(join(tmpdir(), 'wee-mutations-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
for (const name of ['package.json', 'node_modules', 'indicators', 'schemas', 'src', 'fixtures'])
  symlinkSync(join(packageRoot, name), join(root, name));
cpSync(join(packageRoot, 'dist'), join(root, 'dist'), { recursive: true });
const { transformSync } = await import('esbuild');
const only = value('only', '');
let survived = 0;
console.log(`${'one thing wrong'.padEnd(62)} ${tests.join('  ')}`);
for (const { what, file, from, to, clickhouse, tests: own = tests } of mutations) {
  if (!what.includes(only)) continue;
  if (clickhouse && !engines.includes('clickhouse')) continue;
  const source = readFileSync(join(packageRoot, file), 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${file} does not hold "${from}" once`);
  const made = join(root, 'dist', file.replace(/\.ts$/, '.js'));
  const before = readFileSync(made, 'utf8');
  writeFileSync(
    made,
    transformSync(
      source.replace(from, () => to),
      { loader: 'ts', target: 'es2023' },
    ).code,
  );
  const seen: string[] = [];
  for (const test of tests)
    seen.push(
      (await fails(root, test, clickhouse ? 'clickhouse' : engines.replace(/,?clickhouse/, ''))) ? 'seen' : '-',
    );
  writeFileSync(made, before);
  if (!seen.includes('seen')) survived++;
  console.log(
    `${what.padEnd(62)} ${seen.map((s, i) => (own === tests ? s.padEnd(tests[i]!.length) : `${s} (${own[i]})`)).join('  ')}`,
  );
}
console.log(`${survived} not seen by any`);
process.exitCode = survived > 0 ? 1 : 0;
