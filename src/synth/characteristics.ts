import type { Ethnicity, Group } from './model.js';
import { chooser, type Random } from './random.js';
import { settings } from './settings.js';

/** How messy ethnic codes are printed: any of them, each on a share of the people. */
export interface CodeMess {
  readonly twoLetter: boolean;
  readonly labelOnly: boolean;
  readonly stale: boolean;
  readonly unreadable: boolean;
}

export interface Coded {
  readonly ethnicity: Ethnicity;
  /** The base letter, for drawing a nationality that goes with it. */
  readonly base: string;
}

const byGroup = {
  white: chooser(settings.ethnicity.white!),
  bme: chooser(settings.ethnicity.bme!),
  unknown: chooser(settings.ethnicity.unknown!),
};

/**
 * An ethnic origin as an extract prints it: `A White - British`, `PC Black Nigerian`, `Z Not Stated`, or blank. The group is decided
 * first and the text follows, so the truth never reads the text. An unreadable text makes the group unknown.
 */
export function ethnicityOf(group: Group, random: Random, mess: CodeMess): Coded {
  const { code, label, base = code } = byGroup[group](random);
  const plain = code === '' ? label : `${code} ${label}`;
  const draw = random.unit();
  const swap = random.pick(settings.unreadable);
  const printed = ((): string => {
    if (mess.unreadable && draw < 0.004) return swap;
    if (code === '') return plain;
    if (mess.stale && draw < 0.02) return settings.stale[base] ?? plain;
    if (mess.twoLetter && draw < 0.1) return settings.twoLetter[base] ?? code;
    if (mess.labelOnly && draw < 0.3 && base === code) return label;
    if (mess.labelOnly && draw < 0.4) return code;
    return plain;
  })();
  return { ethnicity: { group: printed === swap ? 'unknown' : group, printed }, base };
}

/** A group with `bme` as the share of everyone, unknown included. */
export function groupOf(bme: number, unknown: number, random: Random): Group {
  const draw = random.unit();
  if (draw < unknown) return 'unknown';
  return draw < unknown + bme ? 'bme' : 'white';
}

const nationalities = Object.fromEntries(
  Object.entries(settings.nationality).map(([base, weights]) => [base, chooser(weights)]),
);

export function nationalityOf(base: string, random: Random): string {
  const drawn = (nationalities[base] ?? nationalities['*']!)(random);
  return random.chance(settings.unknownNationality) ? (random.chance(0.5) ? 'Unknown' : '') : drawn;
}

const disability = chooser(settings.disability);
const religion = chooser(settings.religion);
const orientation = chooser(settings.sexualOrientation);
const ageBand = chooser(settings.ageBands.map((band) => [band, band[3]] as const));

export const disabilityOf = (random: Random): string => disability(random);
export const religionOf = (random: Random): string => religion(random);
export const orientationOf = (random: Random): string => orientation(random);

export const sexOf = (staffGroup: string, random: Random): string =>
  random.chance(settings.female[staffGroup] ?? settings.female['*']!) ? 'Female' : 'Male';

/** An age in years and the band it is printed as. */
export function ageOf(random: Random): { readonly band: string; readonly years: number } {
  const [band, from, to] = ageBand(random);
  return { band, years: from + random.below(to - from + 1) };
}
