import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseIso } from '../../src/core/dates.js';
import type { Rows, Value } from '../../src/core/rows.js';
import type { Extract } from '../../src/extract/types.js';
import { packageRoot } from '../../src/root.js';

/** What a case file says. Counts are people by group; keys that are not groups of ethnicity or disability say which people. */
export interface Case {
  readonly name: string;
  readonly kind: string;
  readonly edition: string;
  readonly counts?: Readonly<Record<string, readonly Readonly<Record<string, string | number>>[]>>;
  readonly tables?: Readonly<Record<string, string>>;
  /** The earlier snapshot that the counts `baseline` are of. */
  readonly baseline?: string;
  /** Values of the edition chosen for the case. */
  readonly chosen?: Readonly<Record<string, string>>;
  /** Counted as several organisations, each apart and added up. */
  readonly rollUp?: true;
  readonly engines?: readonly string[];
  readonly expect: readonly Expected[];
}

export interface Expected {
  readonly breakdown: Readonly<Record<string, string>>;
  readonly value?: number;
  readonly undefined?: string;
  /** The status of a figure that is absent for another reason than its arithmetic. */
  readonly absent?: string;
  readonly unknownShare?: number;
  readonly reference?: number;
  readonly difference?: number;
  /** Other figures of the result by name: a number, a text, or an object of such. */
  readonly also?: Readonly<Record<string, unknown>>;
  readonly n?: number;
  readonly base?: number;
  readonly size?: string;
  readonly evidence?: string;
}

export const readCases = (file: string): { readonly indicator: string; readonly cases: readonly Case[] } =>
  parse(readFileSync(join(packageRoot, file), 'utf8')) as { indicator: string; cases: readonly Case[] };

/** What stands in a row for each group, by the characteristic a standard is about. */
const characteristics = {
  ethnicity: { white: 'A', bme: 'N', unknown: 'Z' },
  sex: { male: 'Male', female: 'Female', unknown: 'Not Disclosed' },
  disability: { disabled: 'Yes', 'non-disabled': 'No', unknown: 'Not Declared' },
} as const;
type Characteristic = keyof typeof characteristics;
const characteristicOf = (indicator: string): Characteristic =>
  indicator.endsWith('.sex')
    ? 'sex'
    : indicator.startsWith('wdes.') || indicator.endsWith('.disability')
      ? 'disability'
      : 'ethnicity';
const caseTypeOf: Readonly<Record<string, string>> = { ethnicity: 'Disciplinary', disability: 'Capability' };
const tableOf: Readonly<Record<string, string>> = {
  staff: 'staff',
  baseline: 'staff',
  shortlisted: 'recruitment',
  appointed: 'recruitment',
  cases: 'cases',
  trained: 'training',
  members: 'board',
};

export function rowsOf(table: string, records: readonly Readonly<Record<string, Value>>[]): Rows {
  const names = [...new Set(records.flatMap((r) => Object.keys(r)))];
  return {
    table,
    length: records.length,
    columns: Object.fromEntries(names.map((c) => [c, records.map((r) => r[c])])),
    sources: [{ file: 'case', sheet: table, rows: records.map((_, i) => i + 2) }],
  };
}

export const extractOf = (
  tables: Readonly<Record<string, Rows>>,
  snapshot: number,
  earlier: readonly number[] = [],
): Extract => ({
  tables,
  issues: [],
  choices: [],
  tallies: Object.entries(tables).map(([table, rows]) => ({
    table,
    file: 'case',
    sheet: table,
    read: rows.length,
    kept: rows.length,
    setAside: 0,
    notData: 0,
  })),
  mapping: [],
  inputs: [{ name: 'case', sha256: 'case', rows: Object.values(tables).reduce((n, r) => n + r.length, 0) }],
  snapshots: tables.staff ? [...earlier, snapshot] : [],
  organisations: [],
  unknownValues: [],
  lostCounts: [],
});

const staffGroupOf: Readonly<Record<string, string>> = {
  clinical: 'Nursing and Midwifery Registered',
  'non-clinical': 'Administrative and Clerical',
  medical: 'Medical and Dental',
};
const scaleOf = (n: Readonly<Record<string, string | number>>): string =>
  n.band === undefined ? 'not a scale' : n.band === 'vsm' ? 'Very Senior Manager' : `Band ${n.band}`;
const roleOf: Readonly<Record<string, string>> = {
  consultant: 'Consultant',
  'senior-medical-manager': 'Medical Director',
  'non-consultant-career-grade': 'Specialty Doctor',
  trainee: 'Specialty Registrar',
};

/** The case's counts as rows, one person each, so that an engine that counts rows has something to count. */
export function asRows(indicator: string, given: Case): Extract {
  const { counts = {} } = given;
  const about = characteristicOf(indicator);
  const groups = Object.entries(characteristics[about]);
  const snapshot = parseIso(`${given.edition}-03-31`) as number;
  const tables: Record<string, Record<string, Value>[]> = {};
  const staffOf: Record<string, string[]> = Object.fromEntries(groups.map(([g]) => [g, []]));
  let next = 1;
  for (const [measure, lines] of Object.entries(counts))
    for (const line of lines)
      for (const [group, code] of groups)
        for (let i = 0; i < Number(line[group] ?? 0); i++) {
          if (measure === 'appointed') continue;
          const table = tableOf[measure] as string;
          tables[table] ??= [];
          const into = tables[table];
          const employeeNumber = String(next++);
          if (measure === 'staff' || measure === 'baseline') {
            if (measure === 'staff') staffOf[group]!.push(employeeNumber);
            into.push({
              employeeNumber,
              assignmentNumber: employeeNumber,
              isPrimary: true,
              assignmentStatus: 'Active Assignment',
              assignmentCategory: 'Permanent',
              staffGroup: staffGroupOf[String(line.block ?? 'non-clinical')],
              payScale: scaleOf(line),
              jobRole: roleOf[String(line.grade ?? '')],
              fte: 1,
              [about]: code,
              snapshotDate: measure === 'baseline' ? parseIso(given.baseline ?? '') : snapshot,
            });
          } else if (measure === 'shortlisted') {
            const appointed = Number(counts.appointed?.[0]?.[group] ?? 0);
            into.push({
              applicationReference: employeeNumber,
              shortlisted: true,
              shortlistedOn: snapshot - 30,
              appointed: i < appointed,
              [about]: code,
            });
          } else if (measure === 'members')
            into.push({
              member: employeeNumber,
              voting: line.voting === 'yes',
              executive: line.executive === 'yes',
              [about]: code,
            });
          else {
            const person = staffOf[group]![i] ?? `unknown person ${employeeNumber}`;
            into.push(
              measure === 'cases'
                ? {
                    employeeNumber: person,
                    caseReference: employeeNumber,
                    caseType: caseTypeOf[about],
                    formal: true,
                    openedOn: snapshot - 30,
                    [about]: code,
                  }
                : {
                    employeeNumber: person,
                    course: 'Leadership',
                    mandatory: false,
                    attendedOn: snapshot - 30,
                    [about]: code,
                  },
            );
          }
        }
  const earlier = given.baseline === undefined ? [] : [parseIso(given.baseline) as number];
  return extractOf(Object.fromEntries(Object.entries(tables).map(([t, r]) => [t, rowsOf(t, r)])), snapshot, earlier);
}

/** The case's counts as the counts table: what a data owner would send from behind a firewall. */
export function asCounts(indicator: string, given: Case): Extract {
  const groups = Object.keys(characteristics[characteristicOf(indicator)]);
  const records = Object.entries(given.counts ?? {}).flatMap(([measure, lines]) => {
    const parts = (line: Readonly<Record<string, string | number>>): readonly (string | undefined)[] =>
      measure !== 'members'
        ? [undefined]
        : ['total', ...(line.voting === 'yes' ? ['voting'] : []), ...(line.executive === 'yes' ? ['executive'] : [])];
    const zeros =
      measure === 'members'
        ? ['voting', 'executive'].map((part) => ({ indicator, measure, part, group: groups[0], count: 0 }))
        : [];
    return [
      ...zeros,
      ...lines.flatMap((line) =>
        parts(line).flatMap((part) =>
          groups
            .filter((g) => line[g] !== undefined)
            .map((group) => ({
              indicator,
              measure,
              ...(part === undefined ? {} : { part }),
              ...(line.block === undefined ? {} : { block: String(line.block) }),
              ...(line.band === undefined ? {} : { band: String(line.band) }),
              ...(line.grade === undefined ? {} : { grade: String(line.grade) }),
              group,
              count: Number(line[group]),
            })),
        ),
      ),
    ];
  });
  return extractOf({ counts: rowsOf('counts', records) }, parseIso(`${given.edition}-03-31`) as number);
}
