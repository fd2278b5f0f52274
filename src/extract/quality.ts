import type { Issue } from '../core/issue.js';
import type { Rows, Value } from '../core/rows.js';
import { extractWords } from '../words/extract.js';
import type { Message } from '../words/message.js';
import { placeOf } from './assemble.js';

/** Reads a raw value as the code it stands for, in one list; undefined when it is blank or not known. */
export type CodeOf = (list: string, value: Value) => string | undefined;

/** Collects rows under one issue and says it once. */
function collector(rows: Rows, id: string, message: Message, column?: string) {
  let n = 0;
  let first = -1;
  return {
    add(i: number, count = 1): void {
      if (first < 0 || i < first) first = i;
      n += count;
    },
    issues: (): Issue[] =>
      n === 0
        ? []
        : [
            {
              id,
              ...message,
              ...placeOf(rows, first),
              ...(column === undefined ? {} : { column }),
              ...(n > 1 ? { rows: n } : {}),
            },
          ],
  };
}

/**
 * FTE in whole hundred-thousandths, as ESR prints five decimals. Each assignment may be rounded up by half of one, so as many as there are
 * assignments do not count: 0.66667 + 0.16667 + 0.16667 is full time.
 */
const hundredThousandths = 100_000;

/** Broad kinds of occupation code by first character, as national scripts group them: digits are medical, G is neither clinical nor medical. */
const occupationBlock = (code: string): string =>
  /^\d/.test(code) ? 'medical' : /^g/i.test(code) ? 'non-clinical' : /^[anshup]/i.test(code) ? 'clinical' : '';
const groupBlock: Readonly<Record<string, string>> = {
  'medical-dental': 'medical',
  students: 'clinical',
  'nursing-midwifery': 'clinical',
  'allied-health': 'clinical',
  'scientific-technical': 'clinical',
  'healthcare-scientists': 'clinical',
  'clinical-support': 'clinical',
  'admin-clerical': 'non-clinical',
  'estates-ancillary': 'non-clinical',
};

const memo = <A, B>(f: (a: A) => B): ((a: A) => B) => {
  const known = new Map<A, B>();
  return (a) => {
    if (!known.has(a)) known.set(a, f(a));
    return known.get(a) as B;
  };
};

interface Person {
  rows: number;
  readonly first: number;
  fte: number;
  primaries: number;
  marked: boolean;
  ethnicity: string | undefined;
  differs: boolean;
}

/** What is doubtful in staff in post: warnings only, nothing is changed. Each says how many rows or people and where the first is. */
export function staffQuality(rows: Rows, codeOf: CodeOf): readonly Issue[] {
  const at = (column: string): readonly Value[] => rows.columns[column] ?? [];
  const [employee, organisation, snapshot, fte, primary] = [
    'employeeNumber',
    'organisation',
    'snapshotDate',
    'fte',
    'isPrimary',
  ].map(at) as [readonly Value[], readonly Value[], readonly Value[], readonly Value[], readonly Value[]];
  const [ethnicity, hired, assignment, group, occupation] = [
    'ethnicity',
    'hireDate',
    'assignmentNumber',
    'staffGroup',
    'occupationCode',
  ].map(at) as [readonly Value[], readonly Value[], readonly Value[], readonly Value[], readonly Value[]];
  const start = at('effectiveStart');
  const many = collector(rows, 'fte-over-one', extractWords['fte-over-one'](), 'FTE');
  const negative = collector(rows, 'fte-negative', extractWords['fte-negative'](), 'FTE');
  const noPrimary = collector(rows, 'no-primary', extractWords['no-primary']());
  const primaries = collector(rows, 'several-primaries', extractWords['several-primaries']());
  const late = collector(rows, 'hired-after-snapshot', extractWords['hired-after-snapshot']());
  const repeated = collector(rows, 'repeated-assignment', extractWords['repeated-assignment']());
  const conflict = collector(rows, 'occupation-conflict', extractWords['occupation-conflict']());
  const two = collector(rows, 'two-ethnicities', extractWords['two-ethnicities']());
  const ethnicityCode = memo((v: Value) => codeOf('ethnicity', v));
  const blockOfGroup = memo((v: Value) => groupBlock[codeOf('staff-group', v) ?? '']);
  const people = new Map<string, Person>();
  const assignments = new Set<string>();
  const several = [organisation, snapshot].some((column) => column.some((v) => v !== column[0]));
  let blank = 0;
  let firstBlank = -1;
  for (let i = 0; i < rows.length; i++) {
    const f = fte[i];
    if (typeof f === 'number' && f < 0) negative.add(i);
    const [h, s] = [hired[i], snapshot[i]];
    if (typeof h === 'number' && typeof s === 'number' && h > s) late.add(i);
    const e = ethnicity[i];
    if (e === undefined) {
      blank++;
      if (firstBlank < 0) firstBlank = i;
    }
    const block = blockOfGroup(group[i]);
    const code = occupation[i];
    if (block !== undefined && typeof code === 'string') {
      const other = occupationBlock(code);
      if (other !== '' && other !== block) conflict.add(i);
    }
    if (employee[i] === undefined) continue;
    const scope = several ? `${organisation[i] ?? ''}\u0000${s ?? ''}\u0000` : '';
    if (assignment[i] !== undefined && start[i] === undefined) {
      const id = several ? `${scope}${assignment[i]}` : (assignment[i] as string);
      if (assignments.has(id)) repeated.add(i);
      else assignments.add(id);
    }
    const key = several ? `${scope}${employee[i]}` : (employee[i] as string);
    let person = people.get(key);
    if (!person) {
      person = { rows: 0, first: i, fte: 0, primaries: 0, marked: false, ethnicity: undefined, differs: false };
      people.set(key, person);
    }
    person.rows++;
    if (typeof f === 'number' && f > 0) person.fte += Math.round(f * hundredThousandths);
    if (primary[i] !== undefined) person.marked = true;
    if (primary[i] === true) person.primaries++;
    const own = ethnicityCode(e);
    if (own !== undefined) {
      if (person.ethnicity !== undefined && person.ethnicity !== own) person.differs = true;
      person.ethnicity = own;
    }
  }
  for (const p of people.values()) {
    if (p.fte > hundredThousandths + p.rows) many.add(p.first);
    if (p.rows > 1 && p.marked && p.primaries === 0) noPrimary.add(p.first);
    if (p.primaries > 1) primaries.add(p.first);
    if (p.differs) two.add(p.first);
  }
  const blanks: Issue[] =
    blank === 0 || !rows.columns.ethnicity
      ? []
      : [
          {
            id: 'ethnicity-blank',
            ...extractWords['ethnicity-blank']({
              blank,
              rows: rows.length,
              percent: ((100 * blank) / rows.length).toFixed(1),
            }),
            ...placeOf(rows, firstBlank),
            ...(blank > 1 ? { rows: blank } : {}),
          },
        ];
  return [many, negative, noPrimary, primaries, late, repeated, conflict, two]
    .flatMap((c) => c.issues())
    .concat(blanks);
}
