import type { Released, Run } from '../release/result.js';

const pretty = (value: unknown, indent: string): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);

/** What `resultsJson` is, piece by piece: the figures of all trusts of a country are more than one text can hold. */
export function* resultsJsonPieces(run: Released<Run>): Generator<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries(run)) {
    if (value === undefined) continue;
    yield `${before}  ${JSON.stringify(key)}: `;
    before = ',\n';
    if (!Array.isArray(value) || value.length === 0) {
      yield pretty(value, '  ');
      continue;
    }
    for (const [i, item] of value.entries()) yield `${i === 0 ? '[' : ','}\n    ${pretty(item, '    ')}`;
    yield '\n  ]';
  }
  yield '\n}\n';
}

/** Released results as the JSON that outsiders rely on: the same bytes for the same run. Throws a RangeError past half a gigabyte; see `resultsJsonPieces`. */
export const resultsJson = (run: Released<Run>): string => [...resultsJsonPieces(run)].join('');
