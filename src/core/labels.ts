/** How the label of a total line begins or ends: "Grand Total:". Without case, and in signs that SQL engines read alike. */
export const totalText =
  '^((grand|sub|overall|report|page|trust|running)[ -]*)?totals?\\b|\\btotals?:?$|^(row |record |overall )?(count|average|sum|mean)\\b.{0,20}$';

/** How the furniture of a report begins: "Report run on 1 April", "3,296 rows". */
export const furnitureText =
  '^(report\\b|run (on|at|by|date)|printed|produced|generated|created|extracted|exported|refreshed|applied filters?|filters?\\b|parameters?\\b|prompts?\\b|page \\d+|end of|source:|notes?:|\\*+ ?end|official|confidential|copyright|©|no filters|rows? (returned|selected)|\\d[\\d,]* (rows?|records?)\\b|records?:|number of (rows|records)|nhs electronic staff record|esr\\b|data (as|correct|extracted|source))';

/** A label is short. */
export const longestLabel = 120;

const totalLike = new RegExp(totalText, 'i');
const furnitureLike = new RegExp(furnitureText, 'i');

/**
 * Whether a text is a label that is no data: a total line or the furniture of a report. Example: "Total: 300" is a total, "40 rows selected" furniture,
 * and 12345678 neither.
 */
export const labelOf = (text: string): 'total' | 'furniture' | undefined =>
  text.length > longestLabel
    ? undefined
    : totalLike.test(text)
      ? 'total'
      : furnitureLike.test(text)
        ? 'furniture'
        : undefined;
