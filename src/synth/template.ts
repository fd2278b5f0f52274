import { type ColumnSpec, contracts } from '../../schemas/index.js';
import type { SynthRow, SynthSheet } from './sheet.js';
import { printedColumns } from './tables.js';

const shown = [
  'staff',
  'leavers',
  'starters',
  'recruitment',
  'cases',
  'training',
  'board',
  'survey',
  'statements',
] as const;

const needed = 'required';
const kinds: Readonly<Record<string, string>> = {
  text: 'text',
  key: 'a number or code, kept as text',
  code: 'a code or its label',
  date: 'a date',
  number: 'a number',
  'yes-no': 'Yes or No; a date means yes',
  token: 'anything that tells people apart; not kept',
};

type Shown = (typeof shown)[number];

/** The columns a person is asked to fill in: those of an extract, and the day of a snapshot. Nothing personal is among them. */
const asked = (table: Shown): readonly ColumnSpec[] => {
  const names = table === 'staff' ? ['snapshotDate', ...printedColumns.staff] : printedColumns[table];
  return names.map((name) => contracts[table].columns[name]!);
};

const note = (...cells: string[]): SynthRow => ({ kind: 'note', cells });

function notes(): SynthSheet {
  const header = ['Sheet', 'Column', 'Needed', 'What to enter', 'Meaning', 'Also understood as'];
  return {
    name: 'Notes',
    columns: [],
    rows: [
      note('Workforce equality engine: blank template'),
      note(
        'Fill in the sheets you have and leave the others empty. Columns you do not hold can stay empty or be deleted.',
      ),
      note('Names, National Insurance numbers, addresses and dates of birth are not needed: please leave them out.'),
      note('Other usual columns of an ESR export are understood too; what is not needed can stay.'),
      note(''),
      { kind: 'header', cells: header },
      ...shown.flatMap((table) => {
        const contract = contracts[table];
        return [
          note(contract.title, '', '', '', `One row is: ${contract.grain}`, ''),
          ...asked(table).map((spec) =>
            note(
              contract.title,
              spec.headers[0]!,
              spec.required ? needed : '',
              kinds[spec.type] ?? spec.type,
              spec.description,
              spec.headers.slice(1, 5).join('; '),
            ),
          ),
        ];
      }),
    ],
  };
}

/** The blank workbook: a sheet of notes that explains every column, then one sheet with headers for each table. */
export function templateSheets(): readonly SynthSheet[] {
  const blank = shown.map((table): SynthSheet => {
    const contract = contracts[table];
    const columns = asked(table).map((spec) => ({ header: spec.headers[0]!, isDate: spec.type === 'date' }));
    return {
      name: contract.title,
      table,
      columns,
      rows: [{ kind: 'header', cells: columns.map((c) => c.header) }],
    };
  });
  return [notes(), ...blank];
}
