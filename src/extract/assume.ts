import type { Value } from '../core/rows.js';
import type { FoundHeader } from './headers.js';

/** A column that is not in the sheet but follows from what the sheet is called, with the words of the choice. */
export interface Assumed {
  readonly column: string;
  readonly value: Value;
  readonly what: string;
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\bdisciplinar(y|ies)\b/i, 'Disciplinary'],
  [/\bcapability\b/i, 'Capability'],
  [/\bgrievances?\b/i, 'Grievance'],
  [/\bdismissals?\b/i, 'Dismissal'],
];

/** The one kind of case that a text names; undefined when it names none or several. */
function kindIn(text: string): string | undefined {
  const found = kinds.filter(([pattern]) => pattern.test(text));
  return found.length === 1 ? found[0]![1] : undefined;
}

/**
 * Columns that a sheet does without because its name, its title rows or its file's name say the same for every row: the kind of case
 * ("Disciplinary cases"), or that training is not mandatory ("Non-mandatory training", "CPD"). Each is reported as a choice.
 */
export function assumedColumns(table: string, header: FoundHeader, texts: readonly string[]): readonly Assumed[] {
  const has = (name: string) => header.columns.some((c) => c.column === name);
  if (table === 'cases' && !has('caseType')) {
    const kind = texts.map(kindIn).find((k) => k !== undefined);
    if (kind)
      return [
        { column: 'caseType', value: kind, what: `there is no Case Type column; by its name every case is ${kind}` },
      ];
  }
  if (table === 'training' && !has('mandatory') && texts.some((t) => /\bnon[- ]?mandatory\b|\bcpd\b/i.test(t)))
    return [
      {
        column: 'mandatory',
        value: false,
        what: 'there is no Mandatory column; by its name all of it is non-mandatory',
      },
    ];
  return [];
}
