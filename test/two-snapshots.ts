/** Staff at several snapshots and formal cases by day, as CSV files that can be checked by hand. */
const staffOf = (day: string, bme: number, white: number): readonly string[] => [
  ...Array.from({ length: bme }, (_, i) => `${i + 1},J,XR05,1,Nursing and Midwifery Registered,${day}`),
  ...Array.from({ length: white }, (_, i) => `${10_000 + i},A,XR05,1,Nursing and Midwifery Registered,${day}`),
];
const casesOf = (day: string, bme: number, white: number, from = 0): readonly string[] => [
  ...Array.from({ length: bme }, (_, i) => `${from + i + 1},Disciplinary,${day}`),
  ...Array.from({ length: white }, (_, i) => `${10_000 + from + i},Disciplinary,${day}`),
];
const file = (header: string, ...rows: readonly (readonly string[])[]): string =>
  `${[header, ...rows.flat()].join('\n')}\n`;
const staff = 'Employee Number,Ethnic Origin,Pay Scale,FTE,Staff Group,Snapshot Date';
const cases = 'Employee Number,Case Type,Date Entered Formal Process';

/**
 * Eighteen months apart: 200 BME and 400 White staff with 12 and 12 cases in the year to 30 September 2023; 250 and 400 with 10 and 16 in the year to
 * 31 March 2025. Five cases of January 2024 are in neither year, and a snapshot between is not asked about.
 */
export const apart = {
  'staff.csv': file(
    staff,
    staffOf('30-SEP-2023', 200, 400),
    staffOf('31-MAR-2024', 220, 400),
    staffOf('31-MAR-2025', 250, 400),
  ),
  'cases.csv': file(
    cases,
    casesOf('10-NOV-2022', 12, 12),
    casesOf('15-JAN-2024', 5, 0),
    casesOf('20-JUN-2024', 10, 16),
  ),
} as const;

/** Six months apart, and no case before April 2024: all of the earlier year's 7 and 20 are among the later year's 9 and 27. */
export const near = {
  'staff.csv': file(staff, staffOf('30-SEP-2024', 200, 400), staffOf('31-MAR-2025', 200, 400)),
  'cases.csv': file(cases, casesOf('20-JUN-2024', 7, 20), casesOf('20-JAN-2025', 2, 7, 100)),
} as const;
