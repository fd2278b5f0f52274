#!/usr/bin/env node
import { type OptionName, Refused, readArgs, WrongUse } from './args.js';
import { helpFor } from './help.js';

const run = [
  'standard',
  'edition',
  'as-at',
  'years',
  'compared-with',
  'organisation',
  'organisations',
  'peers',
  'by',
  'against',
  'set',
  'policy',
  'framework',
  'public',
] as const;
const engine = ['engine', 'mapping', 'cache', 'memory', 'explain'] as const;
const takes: Readonly<Record<string, readonly OptionName[]>> = {
  check: [...run, 'write-profile', 'rows'],
  results: [...run, ...engine, 'ledger', 'format', 'out', 'table', 'labels'],
  report: [...run, ...engine, 'ledger', 'out', 'cover', 'wording', 'labels'],
  chart: [...run, ...engine, 'ledger', 'out', 'wording', 'labels'],
  return: ['standard', 'edition', 'as-at', 'organisation', ...engine, 'out'],
  describe: ['edition', 'sql', 'as-at'],
  serve: ['port', 'host', 'keep', 'believe', 'store', 'auth', 'oidc-issuer', 'oidc-audience', 'trust-proxy'],
  keys: ['store', 'organisation', 'role', 'scopes', 'days', 'label'],
  audit: ['store', 'head'],
  synth: ['out', 'trusts', 'staff', 'seed', 'format', 'messy', 'retention'],
};

type Command = (args: ReturnType<typeof readArgs>) => Promise<number>;
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check.js')).check,
  results: async () => (await import('./commands/results.js')).results,
  report: async () => (await import('./commands/report.js')).report,
  chart: async () => (await import('./commands/chart.js')).chart,
  return: async () => (await import('./commands/return.js')).nationalReturn,
  describe: async () => (await import('./commands/describe.js')).describe,
  serve: async () => (await import('./commands/serve.js')).serve,
  keys: async () => (await import('./commands/keys.js')).keys,
  audit: async () => (await import('./commands/audit.js')).audit,
  synth: async () => (await import('./commands/synth.js')).synth,
};

async function main(argv: readonly string[]): Promise<number> {
  const args = readArgs(argv, takes);
  if (args.flag('version')) {
    const { version } = await import('../src/index.js');
    console.log(version());
    return 0;
  }
  if (args.flag('help') || args.command === '' || args.command === 'help') {
    console.log(helpFor(args.command === 'help' ? (args.files[0] ?? '') : args.command));
    return args.flag('help') || args.command === 'help' ? 0 : 2;
  }
  const load = commands[args.command];
  if (!load) throw new WrongUse(`There is no command "${args.command.slice(0, 40)}".`);
  return (await load())(args);
}

// A reader that stops reading (`| head`) is no failure.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (fault) {
  const wrong = fault instanceof WrongUse;
  const text = wrong
    ? `${fault.message} Try "workforce-equality --help".`
    : fault instanceof Refused
      ? fault.message
      : `Something went wrong: ${(fault as Error).message}`;
  process.stderr.write(`${text}\n`);
  if (!wrong && !(fault instanceof Refused) && process.env.WORKFORCE_EQUALITY_DEBUG)
    process.stderr.write(`${(fault as Error).stack}\n`);
  // A thread may still be reading; there is nothing left to wait for.
  process.exit(wrong ? 2 : fault instanceof Refused ? 4 : 1);
}
