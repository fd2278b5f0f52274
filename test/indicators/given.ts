import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseIso } from '../../src/core/dates.js';
import type { Rows, Value } from '../../src/core/rows.js';
import type { Extract } from '../../src/extract/types.js';
import { packageRoot } from '../../src/root.js';

/** What a case file says. Counts are people by group; keys that are not groups of ethnicity say which people. */
export interface Case {
  readonly name: string;
  readonly kind: string;
  readonly edition: string;
  readonly counts?: Readonly<Record<string, readonly Readonly<Record<string, string | number>>[]>>;
  readonly tables?: Readonly<Record<string, string>>;
  readonly engines?: readonly string[];
  readonly expect: readonly Expected[];
}

export interface Expected {
  readonly breakdown: Readonly<Record<string, string>>;
  readonly value?: number;
  readonly undefined?: string;
  readonly unknownShare?: number;
  readonly reference?: number;
  readonly difference?: number;
  readonly base?: number;
  readonly size?: string;
  readonly evidence?: string;
}

export const readCases = (file: string): { readonly indicator: string; readonly cases: readonly Case[] } =>
  parse(readFileSync(join(packageRoot, file), 'utf8')) as { indicator: string; cases: readonly Case[] };

const groups = { white: 'A', bme: 'N', unknown: 'Z' } as const;
const tableOf: Readonly<Record<string, string>> = {
  staff: 'staff',
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

export const extractOf = (tables: Readonly<Record<string, Rows>>, snapshot: number): Extract => ({
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
  snapshots: tables.staff ? [snapshot] : [],
  organisations: [],
  unknownValues: [],
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
  trainee: 'Specialty Registrar',
};

/** The case's counts as rows, one person each, so that an engine that counts rows has something to count. */
export function asRows(given: Case): Extract {
  const { counts = {} } = given;
  const snapshot = parseIso(`${given.edition}-03-31`) as number;
  const tables: Record<string, Record<string, Value>[]> = {};
  const staffOf: Record<string, string[]> = { white: [], bme: [], unknown: [] };
  let next = 1;
  for (const [measure, lines] of Object.entries(counts))
    for (const line of lines)
      for (const [group, code] of Object.entries(groups))
        for (let i = 0; i < Number(line[group] ?? 0); i++) {
          if (measure === 'appointed') continue;
          const table = tableOf[measure] as string;
          tables[table] ??= [];
          const into = tables[table];
          const employeeNumber = String(next++);
          if (measure === 'staff') {
            staffOf[group]!.push(employeeNumber);
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
              ethnicity: code,
              snapshotDate: snapshot,
            });
          } else if (measure === 'shortlisted') {
            const appointed = Number(counts.appointed?.[0]?.[group] ?? 0);
            into.push({
              applicationReference: employeeNumber,
              shortlisted: true,
              shortlistedOn: snapshot - 30,
              appointed: i < appointed,
              ethnicity: code,
            });
          } else if (measure === 'members')
            into.push({
              member: employeeNumber,
              voting: line.voting === 'yes',
              executive: line.executive === 'yes',
              ethnicity: code,
            });
          else {
            const person = staffOf[group]![i] ?? `unknown person ${employeeNumber}`;
            into.push(
              measure === 'cases'
                ? {
                    employeeNumber: person,
                    caseReference: employeeNumber,
                    caseType: 'Disciplinary',
                    formal: true,
                    openedOn: snapshot - 30,
                    ethnicity: code,
                  }
                : {
                    employeeNumber: person,
                    course: 'Leadership',
                    mandatory: false,
                    attendedOn: snapshot - 30,
                    ethnicity: code,
                  },
            );
          }
        }
  return extractOf(Object.fromEntries(Object.entries(tables).map(([t, r]) => [t, rowsOf(t, r)])), snapshot);
}

/** The case's counts as the counts table: what a data owner would send from behind a firewall. */
export function asCounts(indicator: string, given: Case): Extract {
  const records = Object.entries(given.counts ?? {}).flatMap(([measure, lines]) => {
    const parts = (line: Readonly<Record<string, string | number>>): readonly (string | undefined)[] =>
      measure !== 'members'
        ? [undefined]
        : ['total', ...(line.voting === 'yes' ? ['voting'] : []), ...(line.executive === 'yes' ? ['executive'] : [])];
    const zeros =
      measure === 'members'
        ? ['voting', 'executive'].map((part) => ({ indicator, measure, part, group: 'white', count: 0 }))
        : [];
    return [
      ...zeros,
      ...lines.flatMap((line) =>
        parts(line).flatMap((part) =>
          Object.keys(groups)
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
