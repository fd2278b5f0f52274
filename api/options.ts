import { z } from 'zod';
import {
  AGAINST,
  choosable,
  type Hierarchy,
  isLevel,
  isoDate,
  type Library,
  levels,
  type Policy,
  parseDay,
  type RunOptions,
  standardOf,
  withChosen,
} from '../src/index.js';
import { type Fault, problems } from './problem.js';
import { policyOf } from './settings.js';

const short = z.string().min(1).max(200);
/** One with commas, or several times. */
const list = z.union([short, z.array(short).max(40)]);

/** The command line's options by the same names. */
export const runQuery = z.strictObject({
  standard: list
    .exactOptional()
    .meta({ description: 'Only these standards, with commas or several times.', examples: ['wres'] }),
  edition: short
    .exactOptional()
    .meta({ description: 'The rules of this year; the year of the snapshot when left out.' }),
  'as-at': z.iso.date().exactOptional().meta({ description: 'The staff snapshot to count, when there are several.' }),
  organisation: short.exactOptional().meta({ description: 'The organisation to count, when the files hold several.' }),
  peers: list
    .exactOptional()
    .meta({ description: 'Codes of the organisations to stand beside, with commas or several times.' }),
  by: list.exactOptional().meta({
    description: 'Also by these groups: band, staff-group, ...; or organisation, system, region, trust-type.',
  }),
  against: z
    .enum(AGAINST)
    .exactOptional()
    .meta({ description: 'What each group of a finer ethnicity is compared with.' }),
  set: list.exactOptional().meta({ description: 'NAME=VALUE: choose a value of an edition; may be repeated.' }),
  policy: short.exactOptional().meta({
    description:
      'internal (needs the right to exact figures), board (when left out) or publish; own for the policy file that came with the files (needs the right too).',
  }),
  years: z
    .string()
    .regex(/^[1-9]\d?$/, 'a whole number from 1 to 99')
    .exactOptional()
    .meta({ description: 'This year and N - 1 before it.' }),
  'compared-with': z.iso.date().exactOptional().meta({
    description: 'An earlier staff snapshot of the files to set beside the one counted, in place of the year before.',
  }),
});
export type RunQuery = z.infer<typeof runQuery>;
/** The same in a JSON body, where a number may be one and a policy its rules. */
export const runBody = runQuery.extend({
  policy: z
    .union([short, z.record(z.string().max(100), z.unknown())])
    .exactOptional()
    .meta({
      description:
        'internal, board (when left out) or publish; own for the policy file that came with the files; or the rules of a policy file as an object. Other rules than board and publish need the right to exact figures.',
    }),
  years: z.int().min(1).max(99).exactOptional().meta({ description: 'This year and N - 1 before it.' }),
});
type RunBody = z.infer<typeof runBody>;

/** What a task needs of the options: plain data, so that it can be sent to a thread and hashed. */
export interface Asked {
  readonly policy: string;
  /** Rules of the caller's own, in place of those of that name. */
  readonly ownPolicy?: Policy;
  readonly options: Omit<RunOptions, 'policy'>;
}

const many = (given: string | readonly string[] | undefined): readonly string[] =>
  given === undefined ? [] : typeof given === 'string' ? [given] : given;
const split = (given: string | readonly string[] | undefined): readonly string[] =>
  many(given)
    .flatMap((v) => v.split(','))
    .map((v) => v.trim())
    .filter(Boolean);

/** What an extract was read with: what a later question inherits. */
export interface ReadWith {
  readonly asAt?: number;
  readonly organisation?: string;
  readonly hierarchy?: Hierarchy;
  /** Rules of the caller's own, asked for as `own`. */
  readonly policy?: Policy;
  /** Days of its staff snapshots, ascending. */
  readonly snapshots?: readonly string[];
}

const mostRules = 65_536;

/** The options of a body with rules of its own, if it has some, read. Throws one problem with every fault of the rules. */
export async function ownRules<T extends RunBody>(
  body: T,
): Promise<{
  readonly query: Omit<T, 'policy'> & { readonly policy?: string };
  readonly own: Pick<ReadWith, 'policy'>;
}> {
  const { policy, ...query } = body;
  if (typeof policy !== 'object') return { query: policy === undefined ? query : { ...query, policy }, own: {} };
  const text = JSON.stringify(policy);
  if (text.length > mostRules)
    throw problems.wrongRequest([{ detail: 'A policy is no longer than 64 kB.', pointer: '/policy' }]);
  const reading = await policyOf(text, 'policy');
  if ('faults' in reading) throw problems.wrongRequest(reading.faults);
  return { query: { ...query, policy: 'own' }, own: { policy: reading.policy } };
}

/** The options as the library takes them. Throws one problem with every fault: unknown standards, breakdowns, choices and policies by name. */
export function askedOf(
  query: RunQuery | (Omit<RunBody, 'policy'> & { readonly policy?: string }),
  library: Library,
  read: ReadWith = {},
): Asked {
  const faults: Fault[] = [];
  const wrong = (parameter: string, detail: string): void => void faults.push({ parameter, detail });
  const { standards: known, editions, keys, names } = namesOf(library);
  const standards = split(query.standard);
  for (const s of standards)
    if (!known.includes(s))
      wrong('standard', `There is no standard "${s.slice(0, 40)}"; there are ${known.join(', ')}.`);
  const asked = split(query.by);
  for (const key of asked)
    if (!keys.has(key) && !isLevel(key))
      wrong('by', `There is no breakdown "${key.slice(0, 40)}"; there are ${[...keys, ...levels].sort().join(', ')}.`);
  const peers = split(query.peers);
  const levelsAsked = asked.filter(isLevel);
  const wanted: readonly (typeof levelsAsked)[number][] =
    peers.length > 0 && !levelsAsked.includes('organisation') ? ['organisation', ...levelsAsked] : levelsAsked;
  if (wanted.length > 0 && query.organisation !== undefined && peers.length === 0)
    wrong(
      'organisation',
      `"organisation" chooses one; with by=${wanted.join(',')} all are counted. Leave one of them out.`,
    );
  if (wanted.some((l) => l !== 'organisation') && !read.hierarchy)
    wrong(
      'by',
      `${wanted.filter((l) => l !== 'organisation').join(',')} needs the part "organisations" of the upload, which says what belongs to what.`,
    );
  if (query.edition !== undefined && !editions.some((e) => e.edition === query.edition))
    wrong(
      'edition',
      `There is no edition "${query.edition.slice(0, 40)}"; there are ${[...new Set(editions.map((e) => e.edition))].sort().join(', ')}.`,
    );
  const asAt = query['as-at'] === undefined ? read.asAt : parseDay(query['as-at']);
  const comparedWith = comparedOf(query, asAt, read.snapshots, wrong);
  const policy = query.policy ?? 'board';
  const ownPolicy = policy === 'own' ? read.policy : undefined;
  if (policy === 'own' && !ownPolicy)
    wrong('policy', 'There are no rules of your own: send them as the part "policy" of the upload.');
  else if (!ownPolicy && !Object.hasOwn(library.policies, policy))
    wrong(
      'policy',
      `There is no policy "${policy.slice(0, 40)}"; there are ${Object.keys(library.policies).join(', ')}.`,
    );
  const chosen = chosenOf(many(query.set), editions, names, wrong);
  if (faults.length > 0) throw problems.wrongRequest(faults);
  const organisation = query.organisation ?? (wanted.length > 0 && peers.length === 0 ? undefined : read.organisation);
  return {
    policy: ownPolicy?.name ?? policy,
    ...(ownPolicy ? { ownPolicy } : {}),
    options: {
      by: asked.filter((key) => !isLevel(key)),
      chosen,
      ...(query.against === undefined ? {} : { against: query.against }),
      ...(standards.length > 0 ? { standards } : {}),
      ...(query.edition === undefined ? {} : { edition: query.edition }),
      ...(asAt === undefined ? {} : { asAt }),
      ...(organisation === undefined ? {} : { organisation }),
      ...(read.hierarchy ? { hierarchy: read.hierarchy } : {}),
      ...(peers.length > 0 ? { peers } : {}),
      ...(query.years === undefined ? {} : { years: Number(query.years) }),
      ...(comparedWith === undefined ? {} : { comparedWith }),
      ...(wanted.length > 0
        ? { rollUp: { levels: wanted, ...(read.hierarchy ? { hierarchy: read.hierarchy } : {}) } }
        : {}),
    },
  };
}

/** The day of a snapshot to compare with, and what is wrong with it: two days that the files hold, the earlier one first. */
function comparedOf(
  query: Pick<RunQuery, 'compared-with'> & { readonly years?: unknown },
  asAt: number | undefined,
  snapshots: readonly string[] | undefined,
  wrong: (parameter: string, detail: string) => void,
): number | undefined {
  const wanted = query['compared-with'];
  if (wanted === undefined) return undefined;
  if (query.years !== undefined)
    wrong('years', '"compared-with" stands in place of the years before; leave "years" out.');
  const day = parseDay(wanted);
  if (!snapshots) return day;
  const there = snapshots.length === 0 ? 'there is none' : `there are ${snapshots.slice(0, 60).join(', ')}`;
  if (!snapshots.includes(wanted)) wrong('compared-with', `No staff snapshot is dated ${wanted}; ${there}.`);
  const now = asAt === undefined ? snapshots.at(-1) : isoDate(asAt);
  if (asAt !== undefined && !snapshots.includes(isoDate(asAt)))
    wrong('as-at', `No staff snapshot is dated ${isoDate(asAt)}; ${there}.`);
  else if (now !== undefined && wanted >= now)
    wrong('compared-with', `The snapshot of ${wanted} is not before that of ${now}: give the later one as "as-at".`);
  return day;
}

function chosenOf(
  given: readonly string[],
  editions: Names['editions'],
  names: ReadonlySet<string>,
  wrong: (parameter: string, detail: string) => void,
): Readonly<Record<string, string>> {
  const chosen: Record<string, string> = {};
  if (given.length === 0) return chosen;
  for (const text of given) {
    const [name = '', ...value] = text.split('=');
    if (name === '' || value.length === 0) wrong('set', `"set" takes NAME=VALUE, not "${text.slice(0, 40)}".`);
    else if (names.has(name)) chosen[name] = value.join('=');
    else
      wrong(
        'set',
        `There is nothing to choose called "${name.slice(0, 40)}"; there are ${[...names].sort().join(', ')}.`,
      );
  }
  try {
    for (const edition of editions) withChosen(edition, chosen);
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    wrong('set', `${fault.message}.`);
  }
  return chosen;
}

/** The names that a question may hold, worked out once: a cached answer would take longer to check than to give. */
interface Names {
  readonly standards: readonly string[];
  readonly editions: readonly Library['editions'][string][string][];
  readonly keys: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}
const known = new WeakMap<Library, Names>();
function namesOf(library: Library): Names {
  const found = known.get(library);
  if (found) return found;
  const editions = Object.values(library.editions).flatMap((years) => Object.values(years));
  const made: Names = {
    standards: [...new Set(library.indicators.map((i) => standardOf(i.id)))],
    editions,
    keys: new Set(editions.flatMap((e) => Object.keys(e.groupings))),
    names: new Set(editions.flatMap((e) => Object.keys(choosable(e)))),
  };
  known.set(library, made);
  return made;
}
