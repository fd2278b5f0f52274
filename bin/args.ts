import { parseArgs } from 'node:util';

/** A disclosure rule lets nothing out: said on stderr, exit code 4. */
export class Refused extends Error {}

/** Wrong use: said on stderr with a pointer to the help, exit code 2. */
export class WrongUse extends Error {}

const options = {
  standard: { type: 'string', multiple: true },
  edition: { type: 'string' },
  'as-at': { type: 'string' },
  organisation: { type: 'string' },
  organisations: { type: 'string' },
  peers: { type: 'string' },
  framework: { type: 'string' },
  labels: { type: 'string' },
  public: { type: 'string', multiple: true },
  years: { type: 'string' },
  'compared-with': { type: 'string' },
  by: { type: 'string', multiple: true },
  against: { type: 'string' },
  set: { type: 'string', multiple: true },
  policy: { type: 'string' },
  ledger: { type: 'string' },
  engine: { type: 'string' },
  mapping: { type: 'string' },
  cache: { type: 'string' },
  memory: { type: 'string' },
  explain: { type: 'boolean' },
  format: { type: 'string' },
  json: { type: 'boolean' },
  profile: { type: 'string' },
  'write-profile': { type: 'string' },
  indicators: { type: 'string' },
  rows: { type: 'string' },
  out: { type: 'string' },
  table: { type: 'string' },
  trusts: { type: 'string' },
  staff: { type: 'string' },
  seed: { type: 'string' },
  messy: { type: 'boolean' },
  retention: { type: 'boolean' },
  cover: { type: 'string' },
  wording: { type: 'string' },
  sql: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  keep: { type: 'string' },
  believe: { type: 'string' },
  store: { type: 'string' },
  auth: { type: 'string' },
  'oidc-issuer': { type: 'string' },
  'oidc-audience': { type: 'string' },
  'trust-proxy': { type: 'boolean' },
  role: { type: 'string' },
  scopes: { type: 'string', multiple: true },
  days: { type: 'string' },
  label: { type: 'string' },
  head: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

export type OptionName = keyof typeof options;

export interface Args {
  readonly command: string;
  readonly files: readonly string[];
  readonly text: (name: OptionName) => string | undefined;
  readonly flag: (name: OptionName) => boolean;
  /** Every value of an option that may be repeated, as it was written. */
  readonly all: (name: OptionName) => readonly string[];
  readonly list: (name: OptionName) => readonly string[];
  readonly count: (name: OptionName, otherwise: number) => number;
}

/** Reads the words of a call. Throws WrongUse for an option that is none of ours or that this command does not take. */
export function readArgs(argv: readonly string[], takes: Readonly<Record<string, readonly OptionName[]>>): Args {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (fault) {
    throw new WrongUse((fault as Error).message.replace(/\. To specify.*$/s, '.'));
  }
  const [command = '', ...files] = parsed.positionals;
  const values = parsed.values as Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  const allowed = takes[command];
  if (allowed)
    for (const name of Object.keys(values))
      if (!['help', 'version', 'json', 'profile', 'indicators', ...allowed].includes(name))
        throw new WrongUse(`"${command}" does not take --${name}.`);
  return {
    command,
    files,
    text: (name) => values[name] as string | undefined,
    flag: (name) => values[name] === true,
    all: (name) => (values[name] ?? []) as readonly string[],
    list: (name) =>
      ((values[name] ?? []) as readonly string[])
        .flatMap((v) => v.split(','))
        .map((v) => v.trim())
        .filter(Boolean),
    count: (name, otherwise) => {
      const text = values[name] as string | undefined;
      if (text === undefined) return otherwise;
      if (!/^\d+$/.test(text)) throw new WrongUse(`--${name} takes a whole number, not "${text}".`);
      return Number(text);
    },
  };
}
