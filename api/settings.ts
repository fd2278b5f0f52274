import {
  type Cover,
  contracts,
  frameworks,
  type Hierarchy,
  hierarchies,
  type Library,
  type OwnLabels,
  type Policy,
  type Profile,
  parseDay,
  policies,
  profiles,
  publicData,
  readOwnLabels,
} from '../src/index.js';
import type { Fault } from './problem.js';

/** Parts of an upload beside its files: what the command line takes as FILE, by the same names. */
export const settings = [
  'as-at',
  'organisation',
  'profile',
  'organisations',
  'policy',
  'labels',
  'cover',
  'framework',
  'public',
] as const;
export type SettingName = (typeof settings)[number];
/** What was given, by name: its text, and the name of its file. */
export type Given = Map<SettingName, readonly { readonly text: string; readonly name: string }[]>;

type ReadFramework = Extract<
  ReturnType<Awaited<ReturnType<typeof frameworks>>['readFramework']>,
  { readonly status: 'ok' }
>['framework'];
type PublicData = Extract<
  ReturnType<Awaited<ReturnType<typeof publicData>>['readPublicData']>,
  { readonly data: unknown }
>['data'];

/** How the files are read, and what every later question of them inherits. */
export interface Settings {
  readonly asAt?: number;
  readonly organisation?: string;
  readonly profile?: Profile;
  readonly hierarchy?: Hierarchy;
  /** Rules of the sender's own: `policy=own`. */
  readonly policy?: Policy;
  readonly labels?: OwnLabels;
  readonly cover?: Cover;
  readonly framework?: { readonly framework: ReadFramework; readonly name: string };
  readonly published?: readonly PublicData[];
}

async function yaml(text: string): Promise<{ readonly value: unknown } | { readonly fault: string }> {
  const { parse } = await import('yaml');
  try {
    return { value: parse(text, { maxAliasCount: 100 }) };
  } catch (fault) {
    return { fault: (fault as Error).message.split('\n')[0] as string };
  }
}

/** A policy as its text says it, with the place of each fault in it. */
export async function policyOf(
  text: string,
  name: string,
): Promise<{ readonly policy: Policy } | { readonly faults: readonly Fault[] }> {
  const { checkPolicy } = await policies();
  const { policy, problems } = checkPolicy(text, name);
  if (policy) return { policy };
  return {
    faults: problems.map((p) => ({
      detail: p.what,
      pointer: `/policy${p.path === '' ? '' : `/${p.path.replaceAll('.', '/')}`}`,
    })),
  };
}

/** Reads each setting; what is wrong with any of them is added to `faults`, all of it at once. */
export async function settingsOf(given: Given, library: Library, faults: Fault[]): Promise<Settings> {
  const read: { -readonly [K in keyof Settings]?: Settings[K] & {} } = {};
  const one = (name: SettingName) => given.get(name)?.[0];
  const wrong = (name: SettingName, ...details: readonly string[]): void =>
    void faults.push(...details.map((detail) => ({ detail, pointer: `/${name}` })));
  const asAt = one('as-at')?.text;
  const day = asAt === undefined ? undefined : parseDay(asAt.trim());
  if (day !== undefined) read.asAt = day;
  else if (asAt !== undefined) wrong('as-at', 'A date such as 2025-03-31 is needed.');
  const organisation = one('organisation')?.text.trim();
  if (organisation !== undefined) read.organisation = organisation.slice(0, 200);
  const profile = one('profile');
  if (profile) {
    const { readProfile } = await profiles();
    const reading = readProfile(profile.text, contracts, library.lists);
    if (reading.status === 'ok') read.profile = reading.profile;
    else wrong('profile', ...reading.reasons);
  }
  const organisations = one('organisations');
  if (organisations) {
    const reading = await (await hierarchies()).readOrganisations(organisations.text, organisations.name);
    if (reading.status === 'ok') read.hierarchy = reading.hierarchy;
    else wrong('organisations', ...reading.reasons);
  }
  const policy = one('policy');
  if (policy) {
    const reading = await policyOf(policy.text, policy.name);
    if ('policy' in reading) read.policy = reading.policy;
    else faults.push(...reading.faults);
  }
  const labels = one('labels');
  if (labels) {
    const written = await yaml(labels.text);
    const reading = 'fault' in written ? undefined : readOwnLabels(written.value);
    if (reading?.status === 'ok') read.labels = reading.labels;
    else wrong('labels', 'fault' in written ? written.fault : `${reading?.reason}.`);
  }
  const cover = one('cover');
  if (cover) {
    const written = await yaml(cover.text);
    if ('fault' in written) wrong('cover', written.fault);
    else if (typeof written.value !== 'object' || written.value === null || Array.isArray(written.value))
      wrong('cover', 'Cover fields are names with values, such as "meeting: Board, 27 May".');
    else read.cover = written.value as Cover;
  }
  await readFrameworkOf(one('framework'), read, wrong);
  await readPublicOf(given.get('public') ?? [], read, wrong);
  return read;
}

type Wrong = (name: SettingName, ...details: readonly string[]) => void;
type Reading = { -readonly [K in keyof Settings]?: Settings[K] & {} };

/** A self-assessment tool: a YAML file, or the name of one that comes with the engine. */
async function readFrameworkOf(
  given: { readonly text: string; readonly name: string } | undefined,
  read: Reading,
  wrong: Wrong,
): Promise<void> {
  if (!given) return;
  const { readFramework, shippedFrameworks } = await frameworks();
  const shipped = shippedFrameworks();
  const named = given.text.trim();
  const own = /\n|:/.test(named);
  const text = own ? given.text : shipped[named];
  if (text === undefined) {
    wrong(
      'framework',
      `There is no framework of that name; there are ${Object.keys(shipped).join(', ')}, or send its YAML.`,
    );
    return;
  }
  const reading = readFramework(text);
  if (reading.status === 'ok')
    read.framework = { framework: reading.framework, name: own ? given.name : `${named}.yaml` };
  else wrong('framework', ...reading.reasons);
}

/** Published files that fill blanks of a table of trusts. */
async function readPublicOf(
  files: readonly { readonly text: string; readonly name: string }[],
  read: Reading,
  wrong: Wrong,
): Promise<void> {
  if (files.length === 0) return;
  const { cellsOf, readPublicData } = await publicData();
  const readings = files.map(({ text, name }) => readPublicData(cellsOf(text), name));
  for (const reading of readings) if (reading.status === 'refused') wrong('public', reading.reason);
  read.published = readings.flatMap((r) => (r.status === 'refused' ? [] : [r.data]));
}
