import { listKey } from '../core/recode.js';

/** A published file with one header row: its columns by name, those that hold figures, and what one figure is. */
export interface Layout {
  readonly id: string;
  readonly title: string;
  /** Headers it is known by. */
  readonly needs: readonly string[];
  readonly figures: readonly string[];
  /** A column that says what the figures are (FTE or headcount): files with several are refused unless one is chosen. */
  readonly basis?: string;
  /** Figures that are printed again for every value of a column: they are taken once, and never added over it. */
  readonly repeated?: { readonly figures: readonly string[]; readonly over: string };
}

/** Layouts as seen in published files or in public code that reads them. A file is recognised by its headers, wherever the header row stands. */
export const layouts: readonly Layout[] = [
  {
    id: 'turnover-benchmarking',
    title: 'NHS workforce statistics: turnover from organisation, benchmarking source',
    needs: ['Period', 'Org code', 'Cluster group', 'Type', 'FTE'],
    figures: ['FTE'],
  },
  {
    id: 'turnover-monthly',
    title: 'NHS workforce statistics: monthly turnover by organisation and staff group, tidied',
    needs: ['period_end', 'org_code', 'staff_group', 'leavers_hc', 'denom_end_hc'],
    figures: [
      'leavers_hc',
      'joiners_hc',
      'denom_start_hc',
      'denom_end_hc',
      'leavers_fte',
      'denom_end_fte',
      'leaver_rate',
    ],
  },
  {
    id: 'nationality',
    title: 'NHS workforce statistics: staff by nationality and organisation',
    needs: ['Month', 'Organisation code', 'Staff group', 'Nationality', 'FTE'],
    figures: ['FTE'],
  },
  {
    id: 'staff-group',
    title: 'NHS workforce statistics: staff group and organisation',
    needs: ['Date', 'Org code', 'Data type', 'Staff group', 'Total'],
    figures: ['Total'],
    basis: 'Data type',
  },
  {
    id: 'staff-group-band',
    title: 'NHS workforce statistics: staff group, care setting and band',
    needs: ['Date', 'Org code', 'Staff Group 2', 'Care Setting', 'AfC Band', 'Total FTE'],
    figures: ['Total FTE'],
  },
  {
    id: 'sickness-reason',
    title: 'NHS sickness absence by reason, staff group and organisation',
    needs: ['DATE', 'ORG_CODE', 'STAFF_GROUP', 'REASON', 'FTE_DAYS_LOST', 'FTE_DAYS_AVAILABLE', 'FTE_DAYS_LOST_REASON'],
    figures: ['FTE_DAYS_LOST', 'FTE_DAYS_AVAILABLE', 'FTE_DAYS_LOST_REASON'],
    repeated: { figures: ['FTE_DAYS_LOST', 'FTE_DAYS_AVAILABLE'], over: 'REASON' },
  },
  {
    id: 'ethnicity-facts',
    title: 'Ethnicity facts and figures',
    needs: ['Measure', 'Time', 'Ethnicity', 'Ethnicity_type', 'Value'],
    figures: ['Value'],
  },
];

const keys = (names: readonly string[]): readonly string[] => names.map(listKey);

/** The layout and header row of a file, by the headers it needs; undefined when no row has them all. */
export function layoutOf(
  cells: readonly (readonly string[])[],
): { readonly layout: Layout; readonly header: number } | undefined {
  for (let header = 0; header < Math.min(cells.length, 30); header++) {
    const own = new Set(keys(cells[header]!));
    const layout = layouts.find((l) => keys(l.needs).every((k) => own.has(k)));
    if (layout) return { layout, header };
  }
  return undefined;
}
