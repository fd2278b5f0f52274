import type { Absence, AgencyMonth, FlexibleRequest, Interview, RetentionWorld, WaveAnswer } from './model.js';
import { type Column, date, filled, type SynthTable, tableOf, yesNo } from './printed.js';

const absenceColumns = (organisation: string): readonly Column<Absence>[] => [
  ['organisation', () => organisation],
  ['employeeNumber', (a) => a.person.number],
  ['month', (a) => date(a.month)],
  ['absenceCategory', (a) => filled(a.category)],
  ['absenceReason', (a) => filled(a.reason)],
  ['fteDaysLost', (a) => a.lost ?? 0],
  ['fteDaysAvailable', (a) => a.available],
  ['staffGroup', (a) => a.staffGroup],
];

const agencyColumns = (organisation: string): readonly Column<AgencyMonth>[] => [
  ['organisation', () => organisation],
  ['month', (m) => date(m.month)],
  ['agencySpend', (m) => m.spend],
  ['payBill', (m) => m.payBill],
];

const interviewColumns = (organisation: string): readonly Column<Interview>[] => [
  ['organisation', () => organisation],
  ['employeeNumber', (i) => i.person.number],
  ['interviewedOn', (i) => date(i.on)],
  ['completed', (i) => yesNo(i.on !== undefined)],
  ['mainReason', (i) => i.reason],
];

const requestColumns = (organisation: string): readonly Column<FlexibleRequest>[] => [
  ['organisation', () => organisation],
  ['requestReference', (r) => r.reference],
  ['employeeNumber', (r) => r.person.number],
  ['requestedOn', (r) => date(r.on)],
  ['outcome', (r) => r.outcome],
  ['requestType', (r) => r.type],
  ['ethnicity', (r) => filled(r.person.ethnicity.printed)],
  ['disability', (r) => r.person.disability],
  ['sex', (r) => r.person.sex],
];

const waveColumns = (organisation: string): readonly Column<WaveAnswer>[] => [
  ['organisation', () => organisation],
  ['wave', (w) => w.wave],
  ['question', (w) => w.question],
  ['group', (w) => w.group],
  ['count', (w) => w.count],
  ['respondents', (w) => w.respondents],
];

/** The six tables of a retention programme, as printed. */
export const retentionTables = (organisation: string, world: RetentionWorld): readonly SynthTable[] => [
  tableOf('absence', absenceColumns(organisation), world.absences),
  tableOf('agency', agencyColumns(organisation), world.agency),
  tableOf('exit-interviews', interviewColumns(organisation), world.exitInterviews),
  tableOf('stay-interviews', interviewColumns(organisation), world.stayInterviews),
  tableOf('flexible-working', requestColumns(organisation), world.requests),
  tableOf('retention-survey', waveColumns(organisation), world.waves),
];
