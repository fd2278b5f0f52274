import { basename } from 'node:path';
import {
  AGAINST,
  choosable,
  contracts,
  type Hierarchy,
  hierarchies,
  isLevel,
  type Level,
  type Library,
  levels,
  type Policy,
  type Profile,
  parseDay,
  policies,
  profileLists,
  profiles,
  type RunOptions,
  standardOf,
  withChosen,
} from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';

import { text } from './files.js';
/** The decisions of --profile. Throws WrongUse with every fault of the file. */
export async function profileOf(args: Args, library: Promise<Library>): Promise<Profile | undefined> {
  const file = args.text('profile');
  if (file === undefined) return undefined;
  const { readProfile } = await profiles();
  const reading = readProfile(await text(file), contracts, (await library).lists);
  if (reading.status === 'ok') return reading.profile;
  throw new WrongUse(`The profile ${basename(file)} cannot be used:\n  ${reading.reasons.join('\n  ')}\n`);
}

/** What a person chose, checked against what the engine has. */
export async function optionsOf(args: Args, library: Library, profile: Profile | undefined): Promise<RunOptions> {
  const policy = await policyOf(library, args.text('policy') ?? 'board');
  const standards = args.list('standard');
  const known = [...new Set(library.indicators.map((i) => standardOf(i.id)))];
  for (const s of standards)
    if (!known.includes(s)) throw new WrongUse(`There is no standard "${s}"; there are ${known.join(', ')}.`);
  const asked = args.list('by');
  const peers = await peersOf(args);
  const places = await hierarchyOf(args);
  const levelsAsked = asked.filter(isLevel);
  const rollUp = rollUpOf(
    args,
    peers && !levelsAsked.includes('organisation') ? ['organisation', ...levelsAsked] : levelsAsked,
    places,
    peers !== undefined,
  );
  const by = asked.filter((key) => !isLevel(key));
  const keys = new Set(
    Object.values(library.editions).flatMap((years) => Object.values(years).flatMap((e) => Object.keys(e.groupings))),
  );
  for (const key of by)
    if (!keys.has(key))
      throw new WrongUse(`There is no breakdown "${key}"; there are ${[...keys, ...levels].sort().join(', ')}.`);
  const edition = args.text('edition');
  const organisation = args.text('organisation');
  const asAt = dayOf(args);
  const years = args.text('years') === undefined ? undefined : args.count('years', 1);
  const comparedWith = dayOf(args, 'compared-with');
  if (comparedWith !== undefined && years !== undefined)
    throw new WrongUse('--compared-with stands in place of the years before; leave --years out.');
  if (years === 0) throw new WrongUse('--years takes 1 or more.');
  const wanted = args.text('against');
  const against = AGAINST.find((a) => a === wanted);
  if (wanted !== undefined && against === undefined)
    throw new WrongUse(`--against takes ${AGAINST.join(', ')}, not "${wanted.slice(0, 40)}".`);
  return {
    policy,
    by,
    ...(against === undefined ? {} : { against }),
    chosen: chosenOf(args, library),
    ...(standards.length > 0 ? { standards } : {}),
    ...(edition === undefined ? {} : { edition }),
    ...(asAt === undefined ? {} : { asAt }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(profile
      ? {
          ownLists: profileLists(profile),
          accepted: Object.fromEntries(profile.accept.map((a) => [a.issue, a.reason])),
        }
      : {}),
    ...(years === undefined ? {} : { years }),
    ...(comparedWith === undefined ? {} : { comparedWith }),
    ...(rollUp ? { rollUp } : {}),
    ...(places ? { hierarchy: places } : {}),
    ...(peers ? { peers } : {}),
  };
}

/** `NAME=VALUE` of --set, each a value that an edition lets a person choose. */
function chosenOf(args: Args, { editions }: Library): Readonly<Record<string, string>> {
  const all = Object.values(editions).flatMap((years) => Object.values(years));
  const names = [...new Set(all.flatMap((e) => Object.keys(choosable(e))))].sort();
  const chosen: Record<string, string> = {};
  for (const text of args.all('set')) {
    const [name = '', ...value] = text.split('=');
    if (!names.includes(name) || value.length === 0)
      throw new WrongUse(`--set takes NAME=VALUE, not "${text.slice(0, 40)}"; the names are ${names.join(', ')}.`);
    chosen[name] = value.join('=');
  }
  try {
    for (const edition of all) withChosen(edition, chosen);
  } catch (fault) {
    if (fault instanceof RangeError) throw new WrongUse(`--set: ${fault.message}.`);
    throw fault;
  }
  return chosen;
}

/** What to add up. A level above the organisation needs the file that says what belongs to what. */
function rollUpOf(
  args: Args,
  asked: readonly Level[],
  hierarchy: Hierarchy | undefined,
  peers: boolean,
): RunOptions['rollUp'] {
  if (asked.length === 0) return undefined;
  if (args.text('organisation') !== undefined && !peers)
    throw new WrongUse(
      `--organisation chooses one; with --by ${asked.join(',')} all are counted. Leave one of them out.`,
    );
  if (hierarchy) return { levels: asked, hierarchy };
  const needing = asked.filter((level) => level !== 'organisation');
  if (needing.length > 0)
    throw new WrongUse(`--by ${needing.join(',')} needs --organisations FILE, which says what belongs to what.`);
  return { levels: asked };
}

async function hierarchyOf(args: Args): Promise<Hierarchy | undefined> {
  const file = args.text('organisations');
  return file === undefined ? undefined : organisationsIn(file, await text(file), 'organisations');
}

async function organisationsIn(file: string, written: string, what: string): Promise<Hierarchy> {
  const reading = await (await hierarchies()).readOrganisations(written, basename(file));
  if (reading.status === 'ok') return reading.hierarchy;
  throw new WrongUse(`The ${what} file ${basename(file)} cannot be used:\n  ${reading.reasons.join('\n  ')}\n`);
}

/** The peers a person listed: a file as for --organisations, or one code a line without a header. */
async function peersOf(args: Args): Promise<readonly string[] | undefined> {
  const file = args.text('peers');
  if (file === undefined) return undefined;
  const written = await text(file);
  const headed = /\.ya?ml$/i.test(file) || /^\ufeff?"?organisation\b/i.test(written);
  const found = await organisationsIn(file, headed ? written : `organisation\n${written}`, 'peers');
  return [...found.values()].map((o) => o.organisation);
}

/** The day of --as-at, or of another option that takes one. */
export function dayOf(args: Args, name: 'as-at' | 'compared-with' = 'as-at'): number | undefined {
  const given = args.text(name);
  const day = given === undefined ? undefined : parseDay(given);
  if (given !== undefined && day === undefined)
    throw new WrongUse(`--${name} takes a date such as 2025-03-31, not "${given.slice(0, 40)}".`);
  return day;
}

async function policyOf(library: Library, nameOrFile: string): Promise<Policy> {
  const named = library.policies[nameOrFile];
  if (named) return named;
  const names = Object.keys(library.policies).join(', ');
  if (!/\.ya?ml$/i.test(nameOrFile))
    throw new WrongUse(`There is no policy "${nameOrFile.slice(0, 40)}"; there are ${names}, or give a .yaml file.`);
  const { checkPolicy } = await policies();
  const { policy, problems } = checkPolicy(await text(nameOrFile), basename(nameOrFile));
  if (!policy)
    throw new WrongUse(
      `The policy ${basename(nameOrFile)} cannot be used:\n${problems.map((p) => `  ${p.path}: ${p.what}`).join('\n')}\n`,
    );
  return policy;
}
