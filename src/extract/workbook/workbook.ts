import type { Issue } from '../../core/issue.js';
import { FileRefused } from '../refused.js';
import { fileIssue, refuse, type Where } from '../say.js';
import type { Source } from '../source.js';
import type { MergedRange, RawRow, RawSheet } from '../types.js';
import { cellMaker } from './cell.js';
import { type Budget, counted } from './counted.js';
import type { OpenZip } from './entries.js';
import type { Shown } from './formats.js';
import { checkEntries } from './guard.js';
import { partsOf, type SheetPart } from './package.js';
import { feed, guarded, utf8Chunks } from './part.js';
import { type Seen, sheetScanner } from './sheet.js';
import { stringsOf } from './strings.js';
import { stylesOf } from './styles.js';
import { textReader } from './text.js';

/** What the sheets of one workbook share. */
interface Shared {
  readonly budget: Budget;
  readonly styles: readonly Shown[];
  readonly date1904: boolean;
  readonly strings: readonly string[];
  readonly issues: Issue[];
}

/**
 * Opens an .xlsx workbook: checks its directory, follows its relationships, and gives its worksheets in the order of the tabs.
 * What is noticed while rows are read is added to `issues`. Throws `FileRefused`.
 */
export async function openWorkbook(
  source: Source,
  openZip: OpenZip,
  budget: Budget,
  issues: Issue[],
): Promise<readonly RawSheet[]> {
  const { file, limits } = budget;
  const unzipped = <T>(work: Promise<T>): Promise<T> =>
    work.catch(() => {
      throw refuse('file-damaged', { file }, 'its directory cannot be read, perhaps because a download was cut short');
    });
  const zip = await unzipped(openZip(source));
  if (zip.count > limits.entries) throw refuse('zip-entries', { file }, zip.count, limits.entries);
  const entries = await unzipped(zip.entries());
  checkEntries(entries, file, limits);
  const parts = await partsOf(entries, budget);
  const shared: Shared = {
    budget,
    styles: parts.styles ? await stylesOf(parts.styles, budget) : [],
    date1904: parts.date1904,
    strings: parts.strings ? await readStrings(parts.strings, budget, issues) : [],
    issues,
  };
  const sheets: RawSheet[] = [];
  for (const part of parts.sheets) {
    const where = { file, sheet: part.name };
    if (part.kind !== 'worksheet') issues.push(fileIssue('sheet-without-cells', where, part.kind));
    else {
      if (part.hidden) issues.push(fileIssue('sheet-hidden', where));
      sheets.push(rawSheet(part, shared));
    }
  }
  return sheets;
}

async function readStrings(entry: SheetPart['entry'], budget: Budget, issues: Issue[]): Promise<readonly string[]> {
  const texts = textReader();
  const strings = await stringsOf(entry, budget, texts);
  if (texts.damaged > 0) issues.push(fileIssue('text-damaged', { file: budget.file }, texts.damaged));
  return strings;
}

function rawSheet(part: SheetPart, shared: Shared): RawSheet {
  const { file } = shared.budget;
  let merged: readonly MergedRange[] | undefined;
  let reported = false;
  const report = (found: readonly Issue[]): void => {
    if (!reported) shared.issues.push(...found);
    reported = true;
  };

  async function* read(withoutRows: boolean): AsyncGenerator<readonly RawRow[]> {
    const texts = textReader();
    const maker = cellMaker(shared.styles, shared.date1904);
    const where = { file, sheet: part.name };
    const scanner = sheetScanner({ ...where, ...shared, limits: shared.budget.limits, texts, maker, withoutRows });
    const chunks = utf8Chunks(counted(part.entry, shared.budget), file);
    const scan = (bytes: Uint8Array, end: number) => guarded(file, () => scanner.scan(bytes, end));
    const tooLong = () => refuse('cell-too-long', where, shared.budget.limits.cellLength);
    try {
      yield* feed(chunks, scan, scanner.take, tooLong);
      scanner.finish();
    } catch (error) {
      if (error instanceof FileRefused) report([error.issue]);
      throw error;
    }
    merged = scanner.seen.merged;
    if (!withoutRows) report(noticed(scanner.seen, texts.damaged, maker.impossibleDates, where));
  }
  return {
    file,
    sheet: part.name,
    hidden: part.hidden,
    rows: { [Symbol.asyncIterator]: () => read(false) },
    merged: async () => {
      if (merged === undefined) for await (const _ of read(true));
      return merged ?? [];
    },
  };
}

/** What was noticed in a sheet that was read to its end. */
function noticed(seen: Seen, damagedTexts: number, impossibleDates: number, where: Where): readonly Issue[] {
  const found: Issue[] = [];
  if (seen.hiddenRows > 0)
    found.push(
      fileIssue('rows-hidden', { ...where, row: seen.firstHiddenRow, rows: seen.hiddenRows }, seen.hiddenRows),
    );
  if (seen.hiddenColumns.length > 0) found.push(fileIssue('columns-hidden', where, seen.hiddenColumns.join(', ')));
  if (seen.missingValues > 0)
    found.push(fileIssue('formula-values-missing', { ...where, ...seen.firstMissing }, seen.missingValues));
  if (impossibleDates > 0) found.push(fileIssue('dates-impossible', where, impossibleDates));
  if (damagedTexts > 0) found.push(fileIssue('text-damaged', where, damagedTexts));
  return found;
}
