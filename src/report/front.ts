import type { Block, ReportDocument } from './types.js';

/** The name of the file for those who list or open it: "Workforce Race Equality Standard 2025: Mossvale NHS Foundation Trust". */
export const fullTitle = ({ title, organisation }: ReportDocument): string =>
  organisation === '' ? title : `${title}: ${organisation}`;

/** What stands above the title: whose paper it is. */
export const paperOf = ({ organisation }: ReportDocument): string =>
  organisation === '' ? 'Board paper' : `${organisation} · Board paper`;

/** Whether a table has too many columns for a page upright. */
export const isWide = (block: Block | undefined): boolean => block?.kind === 'table' && block.columns.length > 9;

/** A chart of more pixels than this from top to bottom is made smaller, so that it stays on one page with its caption. */
export const TALLEST_CHART = 880;
