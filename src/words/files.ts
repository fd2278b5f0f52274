import type { Issue } from '../core/issue.js';
import { whole as number } from './numbers.js';

/** What an issue says, without where: the reader adds file, sheet and row. */
export type FileMessage = Pick<Issue, 'severity' | 'what' | 'plain' | 'todo'>;

const error = (what: string, todo: string): FileMessage => ({ severity: 'error', what, todo });
const warning = (what: string, todo: string): FileMessage => ({ severity: 'warning', what, todo });
const note = (what: string, todo: string): FileMessage => ({ severity: 'note', what, todo });

const saveAs = 'Open it in Excel, choose File, Save As, "Excel Workbook (*.xlsx)", and give the new file.';
const saveAgain =
  'Open it in Excel, let Excel repair it if it offers to, save it as .xlsx again, and give the new file.';
const smaller =
  'Keep only the sheets and rows that are needed, or give the data as CSV or Parquet (CSV in UTF-8, with its header in the first line): DuckDB reads those, and has no such limit.';
const mib = (bytes: number): string => `${number(Math.round(bytes / 1_048_576))} MB`;
const times = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${number(n)} ${many}`);

/** Every message about a file as a file, by issue id: what is wrong, and what to do next. */
export const fileMessages = {
  'file-unreadable': (code: string) =>
    error(`The file could not be opened (${code}).`, 'Check the name and that you may read it.'),
  'file-empty': () => error('The file is empty (0 bytes).', 'Export it again.'),
  'file-too-large': (bytes: number, limit: number) =>
    error(`The file is ${mib(bytes)}; the limit is ${mib(limit)}.`, smaller),
  'file-too-much-data': (limit: number) =>
    error(`The workbook unpacks to more than ${mib(limit)}, which is the limit.`, smaller),
  'file-too-slow': (milliseconds: number) =>
    error(`Reading took longer than ${number(milliseconds / 1000)} seconds and was stopped.`, smaller),
  'file-too-much-memory': () => error('Reading needed more memory than is allowed and was stopped.', smaller),
  'file-crashed': (code: string) => error(`Reading stopped unexpectedly (${code}).`, saveAgain),

  'file-encrypted': () =>
    error(
      'The workbook is protected with a password to open it.',
      'In Excel choose File, Info, Protect Workbook, Encrypt with Password, clear the password, and save.',
    ),
  'file-old-excel': () => error('The file is an old Excel workbook (.xls).', saveAs),
  'file-html': () =>
    error('The file is a web page (HTML) with the name of a spreadsheet, as some reporting tools export.', saveAs),
  'file-mht': () =>
    error('The file is a web archive (MHT) with the name of a spreadsheet, as some reporting tools export.', saveAs),
  'file-xml-spreadsheet': () =>
    error('The file is an "XML Spreadsheet 2003" or other XML text, not a workbook.', saveAs),
  'file-macros': () => error('The workbook holds macros (.xlsm), which this program does not accept.', saveAs),
  'file-binary-excel': () => error('The file is a binary Excel workbook (.xlsb).', saveAs),
  'file-open-document': () => error('The file is an OpenDocument spreadsheet (.ods).', saveAs),
  'file-other-office': (kind: string) =>
    error(`The file is a ${kind}, not an Excel workbook.`, 'Give the workbook or CSV file that holds the rows.'),
  'file-zip': () =>
    error('The file is a ZIP archive without a workbook in it.', 'Unpack it, and give the .xlsx or .csv files inside.'),
  'file-parquet': () =>
    error(
      'Parquet files are read by DuckDB, for results, report, chart and return; rows are checked one by one in workbooks and CSV only.',
      'Give .xlsx or .csv here.',
    ),
  'file-pdf': () => error('The file is a PDF.', 'Give the workbook or CSV file that holds the rows.'),
  'file-unknown': () =>
    error('The file is neither an Excel workbook (.xlsx) nor CSV text.', 'Give a .xlsx or .csv file.'),
  'file-ending': (is: string, ending: string) =>
    error(
      `The file is ${is}, but its name does not end in ${ending}.`,
      `Rename it so that it ends in ${ending}, if that is what it should be.`,
    ),
  'file-external-links': () =>
    error(
      'The workbook has links to other workbooks, so its values may come from elsewhere.',
      'In Excel choose Data, Edit Links, Break Link for each, and save; or copy the rows as values to a new workbook.',
    ),
  'file-embedded-objects': () =>
    error(
      'The workbook has other files or controls embedded in it.',
      'Copy the rows as values to a new workbook, and give that.',
    ),

  'zip-names': () =>
    error('A part inside the workbook has a name that points outside it; Excel does not write such files.', saveAgain),
  'zip-duplicates': () =>
    error('Two parts inside the workbook have the same name; Excel does not write such files.', saveAgain),
  'zip-entries': (found: number, limit: number) =>
    error(
      `The workbook has ${number(found)} parts inside; the limit is ${number(limit)}.`,
      'Copy the rows as values to a new workbook, and give that.',
    ),
  'zip-method': () => error('A part inside the workbook is packed in a way that Excel does not use.', saveAgain),
  'zip-bomb': (limit: number) =>
    error(
      `A part inside the workbook unpacks to more than ${number(limit)} times its size, far more than honest rows do, and was not unpacked.`,
      'Copy the rows as values to a new workbook, and give that.',
    ),
  'zip-size': () =>
    error(
      'A part inside the workbook is not of the size that the file says; the file is damaged or made to deceive.',
      saveAgain,
    ),
  'file-damaged': (how: string) => error(`The workbook is damaged: ${how}.`, saveAgain),
  'xml-doctype': () =>
    error(
      'A part inside the workbook declares a document type (DOCTYPE), which Excel never writes and which can do harm.',
      saveAgain,
    ),
  'xml-encoding': (encoding: string) =>
    error(
      `A part inside the workbook is written in the encoding ${encoding}; UTF-8 and UTF-16 are understood.`,
      saveAgain,
    ),

  'sheets-too-many': (found: number, limit: number) =>
    error(
      `The workbook has ${number(found)} sheets; the limit is ${number(limit)}.`,
      'Keep only the sheets that are needed.',
    ),
  'rows-too-many': (limit: number) => error(`There are more than ${number(limit)} rows.`, smaller),
  'columns-too-many': (column: string, limit: number) =>
    error(
      `There is a value in column ${column}; only the first ${number(limit)} columns may be filled.`,
      'Delete the columns that are not needed.',
    ),
  'cells-too-many': (limit: number) => error(`The file has more than ${number(limit)} filled cells.`, smaller),
  'cell-too-long': (limit: number) =>
    error(
      `A cell holds more than ${number(limit)} characters.`,
      'Shorten it or delete its column. In a CSV file the cause is usually a quotation mark that is never closed.',
    ),
  'beyond-excel': () =>
    error('A cell says it is beyond the last row (1,048,576) or column (XFD) that Excel has.', saveAgain),
  'sheet-damaged': (how: string) => error(`The sheet is damaged: ${how}.`, saveAgain),
  'sheet-not-understood': (what: string) =>
    error(`The sheet holds ${what}, which this program does not understand.`, saveAgain),

  'sheet-hidden': () => note('The sheet is hidden. It was read like any other.', 'Delete it if it should not count.'),
  'sheet-without-cells': (kind: string) =>
    note(`The sheet is a ${kind} and has no rows. It was passed over.`, 'Nothing to do.'),
  'rows-hidden': (n: number): FileMessage => ({
    ...note(
      `${times(n, 'hidden or filtered row was', 'hidden or filtered rows were')} read like any other.`,
      'Delete them if they should not count.',
    ),
    plain: 'Hidden or filtered rows were read like any other.',
  }),
  'columns-hidden': (names: string) =>
    note(`Hidden columns were read like any other (${names}).`, 'Delete them if they should not be used.'),
  'formula-values-missing': (n: number) =>
    warning(
      `${times(n, 'cell holds a formula', 'cells hold formulas')} without a saved result. Formulas are never calculated here.`,
      'Open the workbook in Excel, let it calculate, save it, and give it again.',
    ),
  'dates-impossible': (n: number) =>
    warning(
      `${times(n, 'cell is', 'cells are')} formatted as a date but hold${n === 1 ? 's' : ''} a number that is none (0, 60, below 0 or past the year 9999).`,
      'Correct or clear them; a 0 usually comes from a formula that looked up a blank.',
    ),
  'text-damaged': (n: number) =>
    warning(`${times(n, 'text has', 'texts have')} characters that could not be read.`, 'Export the file again.'),

  'csv-not-text': () =>
    error(
      'The file has the name of a text file, but it is not text.',
      'Export it again as CSV (comma separated, UTF-8).',
    ),
  'csv-utf16-without-mark': () =>
    error(
      'The file looks like UTF-16 text without the byte order mark that would say so.',
      'Export it again as CSV UTF-8.',
    ),
  'csv-nul': (n: number) =>
    warning(
      `${times(n, 'NUL character was', 'NUL characters were')} left out.`,
      'Export the file again if values look cut.',
    ),
  'csv-unclosed-quote': () =>
    error(
      'A quotation mark opens a value here and is never closed, so the rest of the file would be one value.',
      'Close it, or double it if it belongs to the value.',
    ),
  'csv-ragged': (n: number, width: number) =>
    warning(
      `${times(n, 'line has', 'lines have')} values beyond the ${number(width)} columns that most lines have, so ${n === 1 ? 'its' : 'their'} values may be in the wrong columns.`,
      'Look for a separator inside a value that is not in quotation marks.',
    ),
} satisfies Record<string, (...facts: never[]) => FileMessage>;

export type FileMessageId = keyof typeof fileMessages;

/** What the reader chose about a text file, by choice id. */
export const fileChoices = {
  'csv-encoding': (encoding: string, why: string) => `Read as ${encoding} (${why}).`,
  'csv-separator': (name: string) => `Values are separated by ${name}.`,
} as const;

/** That the rows of a table stay in the files and are counted there. */
export const readByDuckdb = (title: string, files: readonly string[]): string =>
  `${files.slice(0, 3).join(', ')}${files.length > 3 ? ` and ${number(files.length - 3)} more files` : ''}: read as ${title} by DuckDB, where the rows stay; "check" looks at rows one by one.`;

/** That counts kept from earlier runs could not be used. */
export const keptDamaged = (names: readonly string[]): Issue => ({
  id: 'kept-damaged',
  ...warning(
    `${times(names.length, 'file', 'files')} of the folder of --cache cannot be used: what ${names.length === 1 ? 'it holds' : 'they hold'} is not what was written (cut short or changed). What ${names.length === 1 ? 'it was' : 'they were'} of was worked out anew, and ${names.length === 1 ? 'it was' : 'they were'} set aside: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${number(names.length - 3)} more` : ''}, now ending in .damaged.`,
    'Look at the disk if it happens again. What ends in .damaged can be deleted.',
  ),
});
