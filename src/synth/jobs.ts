import type { Job, Place } from './model.js';
import { chooser, type Random } from './random.js';
import { settings } from './settings.js';

const tierOf = (band: string): string =>
  Object.keys(settings.tiers).find((tier) => settings.tiers[tier]!.includes(band)) ?? 'support';

const pays = Object.fromEntries(Object.entries(settings.payScales).map(([band, w]) => [band, chooser(w)]));
const groups = Object.fromEntries(
  Object.entries(settings.staffGroups).map(([block, tiers]) => [
    block,
    Object.fromEntries(Object.entries(tiers).map(([tier, w]) => [tier, chooser(w)])),
  ]),
);
const doctors = Object.fromEntries(
  Object.entries(settings.medical).map(([grade, posts]) => [grade, chooser(posts.map((p) => [p, p.weight] as const))]),
);

const medicalJob = (place: Place, random: Random, role?: string): Job => {
  const found = doctors[place.managers ? 'senior-medical-manager' : place.grade!]!(random);
  return {
    place,
    staffGroup: 'Medical and Dental',
    role: role ?? found.role,
    occupation: random.pick(settings.specialties),
    pay: found.pay,
  };
};

/** A job at a place: staff group, job role, occupation code and pay scale that go together, as ESR prints them. */
export function jobAt(place: Place, random: Random, role?: string): Job {
  if (place.block === 'medical') return medicalJob(place, random, role);
  const band = place.band!;
  const tier = tierOf(band);
  const byTier = groups[place.block]!;
  const staffGroup = (byTier[band] ?? byTier[tier]!)(random);
  // A nurse in an office post: the occupation code, not the staff group, says clinical.
  if (place.block === 'clinical' && tier !== 'support' && random.chance(settings.rates.nurseInOffice))
    return {
      place,
      staffGroup: 'Administrative and Clerical',
      role: 'Manager',
      occupation: 'N0A',
      pay: pays[band]!(random),
    };
  const [title, occupation] = random.pick(settings.jobs[staffGroup]![tier]!);
  return { place, staffGroup, role: role ?? title, occupation, pay: pays[band]!(random) };
}

const ladder = ['2', '3', '4', '5', '6', '7', '8a', '8b', '8c', '8d', '9'];

/** The same job one band lower: where a promoted person was before. Undefined where there is no lower band. */
export function bandBelow(job: Job, random: Random): Job | undefined {
  const lower = ladder[ladder.indexOf(job.place.band ?? '') - 1];
  return lower === undefined ? undefined : { ...job, place: { ...job.place, band: lower }, pay: pays[lower]!(random) };
}

const rows = settings.rows.map((row) => [row, row.share] as const);
const drawRow = chooser(rows);

/** A row of WRES 1 by its share of the workforce, with the BME share expected there. */
export function drawPlace(random: Random): { readonly place: Place; readonly bme: number } {
  const { block, band, grade, bme } = drawRow(random);
  if (band !== undefined) return { place: { block, band }, bme };
  const managers = grade === 'consultant' && random.chance(settings.seniorMedicalManagers);
  return { place: { block, grade: grade!, ...(managers ? { managers } : {}) }, bme };
}
