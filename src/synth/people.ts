import { addYears, type Day, type Period, yearTo } from '../core/dates.js';
import {
  ageOf,
  type CodeMess,
  disabilityOf,
  ethnicityOf,
  groupOf,
  nationalityOf,
  orientationOf,
  religionOf,
  sexOf,
} from './characteristics.js';
import { bandBelow, drawPlace, jobAt } from './jobs.js';
import type { Category, Job, Person, Place, Post } from './model.js';
import { drawLeaver, type Planted } from './planted.js';
import { chooser, type Random } from './random.js';
import { type BoardSeat, settings } from './settings.js';

const { rates } = settings;
const drawFte = chooser(settings.fte);
const drawStatus = chooser(settings.status);
const drawService = chooser(settings.service);
const drawLeaverService = chooser(settings.leaverService);
const drawReason = chooser(settings.leavingReasons);
const drawDestination = chooser(settings.destinations);
const drawSource = chooser(settings.recruitmentSources);

export interface Census {
  /** Everyone with any post in the two years to the snapshot. */
  readonly people: readonly Person[];
  /** The person in each seat of the board, where the seat has one. */
  readonly seated: ReadonlyMap<BoardSeat, Person>;
}

export interface CensusPlan {
  readonly random: Random;
  /** People with a substantive post at the snapshot. */
  readonly staff: number;
  readonly snapshot: Day;
  readonly codes: CodeMess;
  readonly planted?: Planted;
}

const between = (random: Random, [from, to]: readonly [number, number]): number => from + random.below(to - from);
const dayIn = (random: Random, { from, to }: Period): Day => from + random.below(to - from + 1);

type Flags = Pick<Post, 'primary'>;
const flag = (primary: boolean | undefined): Flags => (primary === undefined ? {} : { primary });

/** Makes the people of one trust. `staff` of them hold a substantive post at the snapshot; leavers, bank-only and honorary people come on top. */
export function censusOf({ random, staff, snapshot, codes, planted = {} }: CensusPlan): Census {
  const people: Person[] = [];
  const seated = new Map<BoardSeat, Person>();

  const person = (
    place: { readonly place: Place; readonly bme: number; readonly role?: string },
    hiredBy: (oldest: number) => Day,
    postsOf: (number: string, job: Job, hired: Day) => readonly Post[],
  ): Person => {
    const number = String(20_000_001 + people.length);
    const group = groupOf(place.bme, settings.unknownEthnicity, random);
    const { ethnicity, base } = ethnicityOf(group, random, codes);
    const job = jobAt(place.place, random, place.role);
    const age = ageOf(random);
    const hired = hiredBy(Math.max(30, (age.years - 17) * 365));
    const made: Person = {
      number,
      ethnicity,
      nationality: nationalityOf(base, random),
      disability: disabilityOf(random),
      sex: sexOf(job.staffGroup, random),
      ageBand: age.band,
      religion: religionOf(random),
      orientation: orientationOf(random),
      hired,
      source: drawSource(random),
      posts: postsOf(number, job, hired),
    };
    people.push(made);
    return made;
  };

  const categoryOf = (place: Place): Category => {
    if (place.grade === 'trainee') return 'Fixed Term Temp';
    if (place.block === 'medical' && random.chance(rates.locumDoctor)) return 'Locum';
    return random.chance(rates.fixedTerm) ? 'Fixed Term Temp' : 'Permanent';
  };

  /** The posts of someone on the payroll: the main one, now and then a second one, often a bank post beside it. */
  const posts = (leaving?: Pick<Post, 'end' | 'reason' | 'destination' | 'lingers'>) => {
    return (number: string, job: Job, hired: Day): readonly Post[] => {
      const directorate = random.pick(settings.directorates);
      const second = random.chance(rates.secondPost);
      const flagged = !second || !random.chance(rates.unflaggedSecondPost);
      const bank = random.chance(rates.bankBeside);
      const bankIsPrimary = bank && flagged && random.chance(rates.bankFlaggedPrimary);
      const [fte, secondFte] = second
        ? random.pick([
            [0.6, 0.4],
            [0.5, 0.5],
            [0.4, 0.6],
            [0.5, 0.5],
          ] as const)
        : ([drawFte(random), 0] as const);
      const last = leaving?.end ?? snapshot;
      const later = (): Day => hired + random.below(Math.max(1, last - hired));
      const promotedOn = last - random.below(365);
      const before = leaving === undefined && random.chance(rates.promoted) ? bandBelow(job, random) : undefined;
      const made: Post[] = [
        {
          number,
          category: categoryOf(job.place),
          status: leaving ? 'Active Assignment' : drawStatus(random),
          ...flag(flagged ? !bankIsPrimary : undefined),
          fte,
          job,
          ...(before && promotedOn > hired ? { before: { job: before, until: promotedOn } } : {}),
          directorate,
          start: hired,
          ...leaving,
        },
      ];
      const next = (): string => `${number}-${made.length + 1}`;
      if (second)
        made.push({
          number: next(),
          category: 'Permanent',
          status: 'Active Assignment',
          ...flag(flagged ? false : undefined),
          fte: secondFte,
          job: jobAt(drawPlace(random).place, random),
          directorate: random.pick(settings.directorates),
          start: random.chance(0.4) ? hired : later(),
          ...leaving,
        });
      if (bank) {
        const start = later();
        // Some leavers stay on the bank; some bank posts are closed for want of shifts while the person stays.
        const stays = leaving !== undefined && random.chance(rates.leaverOnBank);
        const closed =
          leaving === undefined && random.chance(0.04) ? start + random.below(snapshot - start + 1) : undefined;
        made.push({
          number: next(),
          category: 'Bank',
          status: random.chance(0.1) ? 'Inactive Not Worked' : 'Active Assignment',
          ...flag(flagged ? bankIsPrimary : undefined),
          fte: 0,
          job,
          directorate,
          start,
          ...(closed === undefined
            ? stays
              ? {}
              : leaving
            : { end: closed, reason: 'Bank Staff not fulfilled minimum work requirement' }),
        });
      }
      return made;
    };
  };

  const onePost =
    (category: Category) =>
    (number: string, job: Job, hired: Day): readonly Post[] => [
      {
        number,
        category,
        status: 'Active Assignment',
        primary: true,
        fte: 0,
        job,
        directorate: random.pick(settings.directorates),
        start: hired,
      },
    ];

  const recently = (oldest: number): Day => snapshot - Math.min(between(random, drawService(random)), oldest);

  // Executives hold posts among the staff, so a small trust has a board whose executives are not in the extract.
  const executives = settings.board.filter((seat) => seat.executive);
  const linked = staff >= 100 ? executives : [];
  for (const seat of linked) {
    const place: Place =
      seat.block === 'medical'
        ? { block: 'medical', grade: 'consultant', managers: true }
        : { block: seat.block!, band: seat.band! };
    const role = seat.block === 'medical' ? 'Medical Director' : 'Board Level Director';
    const executive = (number: string, job: Job, hired: Day): readonly Post[] => [
      { ...onePost('Permanent')(number, job, hired)[0]!, fte: 1, directorate: "Chief Executive's Office" },
    ];
    seated.set(seat, person({ place, bme: settings.boardBme, role }, recently, executive));
  }
  for (let i = linked.length; i < staff; i++) person(drawPlace(random), recently, posts());

  const closing = yearTo(snapshot);
  for (const year of [closing, yearTo(addYears(snapshot, -1))]) {
    for (let i = random.about(staff * rates.leaving); i > 0; i--) {
      // Nobody leaves on the snapshot itself, so that `staff` is exact.
      const end = dayIn(random, { ...year, to: year.to - 1 });
      const lingers = random.chance(rates.staleRow);
      const reason = drawReason(random);
      const destination = drawDestination(random);
      const leaving = { end, reason, destination, ...(lingers ? { lingers } : {}) };
      const hiredBy = (oldest: number): Day => end - Math.min(between(random, drawLeaverService(random)), oldest);
      person(drawLeaver(random, planted), hiredBy, posts(leaving));
    }
  }
  for (let i = random.about(staff * rates.bankOnly); i > 0; i--) {
    const ended = random.chance(0.08);
    const bank = (number: string, job: Job, hired: Day): readonly Post[] => {
      const [post] = onePost('Bank')(number, job, hired) as [Post];
      const idle = random.chance(0.05) ? { ...post, status: 'Inactive Not Worked' } : post;
      if (!ended) return [idle];
      const end = hired + random.below(snapshot - hired + 1);
      return [{ ...post, end, reason: 'Bank Staff not fulfilled minimum work requirement', destination: 'Unknown' }];
    };
    person(drawPlace(random), recently, bank);
  }
  for (let i = random.about(staff * rates.honorary); i > 0; i--)
    person(drawPlace(random), recently, onePost('Honorary'));
  for (const seat of settings.board.filter((s) => !s.executive))
    if (staff > 0) {
      const place: Place = { block: 'non-clinical', band: 'vsm' };
      const outside = (number: string, job: Job, hired: Day): readonly Post[] =>
        onePost('Non-Exec Director/Chair')(number, { ...job, role: seat.role, pay: '' }, hired);
      seated.set(seat, person({ place, bme: settings.boardBme }, recently, outside));
    }
  return { people, seated };
}
