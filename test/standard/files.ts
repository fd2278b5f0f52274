import type { ListFiles, ReadText } from '../../src/standard/load.js';

/** A folder of files held in a record, for tests. */
export function files(texts: Readonly<Record<string, string>>): readonly [ReadText, ListFiles] {
  return [(path) => texts[path] as string, () => Object.keys(texts)];
}

export const source = 'source: { title: project decision }, verified: false';

/** A standard of one edition, to be spoiled. */
export const small = {
  'indicators/shared/base.yaml': `
groupings:
  ethnicity: { value: { columns: [ethnicity], lists: [{ list: ethnicity, groups: { white: [A], bme: [N, R] } }], otherwise: unknown, order: [white, bme, unknown] }, ${source} }
people:
  staff: { value: { per: [employeeNumber], first: [], dates: [] }, ${source} }
`,
  'indicators/x/editions/2020.yaml': `
standard: x
edition: '2020'
include: [base]
snapshot: { value: 03-31, ${source} }
populations:
  workforce: { value: [{ rule: known, keep: { dimension: ethnicity, in: [white, bme] } }], ${source} }
parameters:
  few: { value: 5, ${source} }
`,
  'indicators/x/editions/2021.yaml': `
standard: x
edition: 2021
extends: 2020
parameters:
  few: { value: 6, ${source} }
`,
  'indicators/x/one.editions.yaml': `
indicator: x.1
editions:
  '2020': { years: { value: 2, ${source} } }
  '2021': { years: { removed: true, ${source} } }
`,
} as const;
