import { addYears, type Day, financialYear, yearTo } from '../core/dates.js';
import type { Application, Attendance, Case, Member, Person, Post, World } from './model.js';
import { type Column, date, filled, type SynthTable, tableOf, yesNo } from './printed.js';
import { retentionTables } from './retention-tables.js';
import type { SurveyAnswer } from './survey.js';
import { jobAtDay, recordsAt, statusAt } from './who.js';

interface Listing {
  readonly organisation: string;
  readonly person: Person;
  readonly post: Post;
  /** The day the row describes. */
  readonly on: Day;
}

const assignment: readonly Column<Listing>[] = [
  ['organisation', (r) => r.organisation],
  ['directorate', (r) => r.post.directorate],
  ['employeeNumber', (r) => r.person.number],
  ['assignmentNumber', (r) => r.post.number],
  ['isPrimary', (r) => yesNo(r.post.primary)],
  ['assignmentCategory', (r) => r.post.category],
  ['employeeCategory', (r) => (r.post.fte === 1 ? 'Full Time' : 'Part Time')],
  ['positionTitle', (r) => `${jobAtDay(r.post, r.on).role}, ${r.post.directorate}`],
  ['staffGroup', (r) => jobAtDay(r.post, r.on).staffGroup],
  ['jobRole', (r) => jobAtDay(r.post, r.on).role],
  ['occupationCode', (r) => jobAtDay(r.post, r.on).occupation],
  ['payScale', (r) => filled(jobAtDay(r.post, r.on).pay)],
  ['fte', (r) => r.post.fte],
  ['headcount', () => 1],
  ['ethnicity', (r) => filled(r.person.ethnicity.printed)],
  ['nationality', (r) => filled(r.person.nationality)],
  ['disability', (r) => r.person.disability],
  ['sex', (r) => r.person.sex],
  ['ageBand', (r) => r.person.ageBand],
  ['religion', (r) => r.person.religion],
  ['sexualOrientation', (r) => r.person.orientation],
  ['hireDate', (r) => date(r.person.hired)],
  ['originalHireDate', (r) => date(r.person.hired)],
  ['positionStartDate', (r) => date(r.post.start)],
];

const staffColumns: readonly Column<Listing>[] = [
  ...assignment.slice(0, 6),
  ['assignmentStatus', (r) => statusAt(r.post, r.on)],
  ...assignment.slice(6),
];

const leaverColumns: readonly Column<Listing>[] = [
  ...assignment.slice(0, 6),
  ['statusAtLeaving', (r) => r.post.status],
  ...assignment.slice(6),
  ['terminationDate', (r) => date(r.post.end)],
  ['leavingReason', (r) => filled(r.post.reason)],
  ['destination', (r) => filled(r.post.destination)],
];

const starterColumns: readonly Column<Listing>[] = [
  ...assignment,
  ['recruitmentSource', (r) => filled(r.person.source)],
];

const applicationColumns = (organisation: string): readonly Column<Application>[] => [
  ['organisation', () => organisation],
  ['applicationReference', (a) => a.reference],
  ['vacancyReference', (a) => a.vacancy],
  ['appliedOn', (a) => date(a.applied)],
  ['shortlisted', (a) => date(a.shortlisted)],
  ['interviewed', (a) => date(a.interviewed)],
  ['offered', (a) => date(a.offered)],
  ['offerDeclined', (a) => (a.offered === undefined ? undefined : yesNo(a.declined === true))],
  ['appointed', (a) => date(a.appointed)],
  ['started', (a) => date(a.started)],
  ['internal', (a) => yesNo(a.internal)],
  ['internationalRecruitment', (a) => yesNo(a.international)],
  ['staffGroup', (a) => a.job.staffGroup],
  ['payScale', (a) => a.job.pay],
  ['ethnicity', (a) => filled(a.ethnicity.printed)],
  ['disability', (a) => a.disability],
  ['sex', (a) => a.sex],
];

const caseColumns = (organisation: string): readonly Column<Case>[] => [
  ['organisation', () => organisation],
  ['caseReference', (c) => c.reference],
  ['employeeNumber', (c) => c.person.number],
  ['caseType', (c) => c.type],
  ['formal', (c) => yesNo(c.formal)],
  ['formalOn', (c) => date(c.formalOn)],
  ['openedOn', (c) => date(c.opened)],
  ['closedOn', (c) => date(c.closed)],
  ['outcome', (c) => filled(c.outcome)],
  ['ground', (c) => filled(c.ground)],
  ['ethnicity', (c) => (c.blank ? undefined : filled(c.person.ethnicity.printed))],
  ['disability', (c) => (c.blank ? undefined : c.person.disability)],
];

const attendanceColumns = (organisation: string): readonly Column<Attendance>[] => [
  ['organisation', () => organisation],
  ['employeeNumber', (a) => a.person.number],
  ['course', (a) => a.course],
  ['mandatory', (a) => yesNo(a.mandatory)],
  ['attendedOn', (a) => date(a.on)],
  ['ethnicity', (a) => (a.blank ? undefined : filled(a.person.ethnicity.printed))],
];

const memberColumns = (organisation: string): readonly Column<Member>[] => [
  ['organisation', () => organisation],
  ['member', (m) => m.name],
  ['employeeNumber', (m) => m.person?.number],
  ['role', (m) => m.role],
  ['voting', (m) => yesNo(m.voting)],
  ['executive', (m) => yesNo(m.executive)],
  ['ethnicity', (m) => filled(m.ethnicity.printed)],
  ['disability', (m) => m.disability],
];

const surveyColumns = (organisation: string): readonly Column<SurveyAnswer>[] => [
  ['organisation', () => organisation],
  ['surveyYear', (a) => a.year],
  ['question', (a) => a.question],
  ['group', (a) => a.group],
  ['percentage', (a) => a.percentage],
  ['score', (a) => a.score],
  ['respondents', (a) => a.respondents],
];

const statementColumns = (organisation: string): readonly Column<Day>[] => [
  ['organisation', () => organisation],
  ['statement', () => 'wdes.9b'],
  ['period', (day) => financialYear(day)],
  ['answer', () => 'Yes'],
  ['words', () => 'A network of disabled staff meets the board twice a year.'],
];

const none = '';

/** The columns an extract of each table prints, by their names in the contract and in that order: also what the template asks for. */
export const printedColumns: Readonly<
  Record<
    'staff' | 'leavers' | 'starters' | 'recruitment' | 'cases' | 'training' | 'board' | 'survey' | 'statements',
    readonly string[]
  >
> = {
  staff: staffColumns.map(([name]) => name),
  leavers: leaverColumns.map(([name]) => name),
  starters: starterColumns.map(([name]) => name),
  recruitment: applicationColumns(none).map(([name]) => name),
  cases: caseColumns(none).map(([name]) => name),
  training: attendanceColumns(none).map(([name]) => name),
  board: memberColumns(none).map(([name]) => name),
  survey: surveyColumns(none).map(([name]) => name),
  statements: statementColumns(none).map(([name]) => name),
};

/** The tables of one trust: Staff in Post at the snapshot and a year before, and two years of everything else. */
export function tablesOf(organisation: string, world: World, snapshot: Day): readonly SynthTable[] {
  const listed = (on: Day): Listing[] =>
    world.people.flatMap((person) => recordsAt(person, on).map((post) => ({ organisation, person, post, on })));
  const staff = (on: Day): SynthTable => tableOf('staff', staffColumns, listed(on), on);
  const since = yearTo(addYears(snapshot, -1)).from;
  const recent = (day: Day | undefined): boolean => day !== undefined && day >= since && day <= snapshot;
  const posts = world.people.flatMap((person) => person.posts.map((post) => ({ organisation, person, post })));
  const left = posts.filter((p) => recent(p.post.end)).map((p) => ({ ...p, on: p.post.end! }));
  const joined = posts
    .filter((p) => recent(p.person.hired) && p.post.start === p.person.hired)
    .map((p) => ({ ...p, on: p.post.start }));
  return [
    staff(snapshot),
    staff(addYears(snapshot, -1)),
    tableOf('leavers', leaverColumns, left),
    tableOf('starters', starterColumns, joined),
    tableOf('recruitment', applicationColumns(organisation), world.applications),
    tableOf('cases', caseColumns(organisation), world.cases),
    tableOf('training', attendanceColumns(organisation), world.attendances),
    tableOf('board', memberColumns(organisation), world.board),
    tableOf('survey', surveyColumns(organisation), world.survey),
    tableOf('statements', statementColumns(organisation), [snapshot, addYears(snapshot, -1)]),
    ...(world.retention ? retentionTables(organisation, world.retention) : []),
  ];
}
