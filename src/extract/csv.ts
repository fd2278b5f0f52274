import type { Parser } from 'csv-parse';
import type { Choice, Issue } from '../core/issue.js';
import { separatorNames, separatorOf } from '../core/separator.js';
import { fileChoices } from '../words/files.js';
import { decoderOf, type Encoding, type TextCheck } from './encoding.js';
import { FileRefused } from './refused.js';
import { columnName, fileIssue, refuse, stopwatch } from './say.js';
import { stemOf } from './sniff.js';
import { chunksOf, type Source } from './source.js';
import type { Limits, RawCell, RawRow, RawSheet } from './types.js';

const step = 262_144;
const sampleBytes = 65_536;
const batchRows = 500;
const longestRecord = 4_194_304;

const whyEncoding: Readonly<Record<Encoding, string>> = {
  'utf-8': 'its byte order mark says so',
  'utf-16le': 'its byte order mark says so',
  'utf-16be': 'its byte order mark says so',
  'windows-1252': 'it is not valid UTF-8; what Excel saves as plain CSV on an English Windows',
};

/** The bytes of a text file as UTF-8 without mark and NULs, from `start`. */
interface Text {
  readonly source: Source;
  readonly encoding: Encoding;
  readonly start: number;
}

/**
 * Opens a CSV file whose bytes have all been looked at by `check`. One sheet, named as the file is without its ending. A row's number
 * is its place among the records, blank lines included, as a spreadsheet shows it. Every value is text. Throws `FileRefused`.
 */
export async function openCsv(
  file: string,
  source: Source,
  check: TextCheck,
  limits: Limits,
  issues: Issue[],
  choices: Choice[],
): Promise<RawSheet> {
  const { encoding, mark } = check.result();
  const head = await source.read(mark, sampleBytes);
  refuseBinary(head, encoding, file);
  const sample = decoderOf(encoding)(head);
  const separator = separatorOf(sample.replaceAll('\0', ''));
  const told = /^sep=.\r?\n/i.exec(sample)?.[0].length ?? 0;
  const start = mark + told * (encoding.startsWith('utf-16') ? 2 : 1);
  if (encoding !== 'utf-8')
    choices.push({ id: 'csv-encoding', what: fileChoices['csv-encoding'](encoding, whyEncoding[encoding]) });
  if (separator !== ',')
    choices.push({ id: 'csv-separator', what: fileChoices['csv-separator'](separatorNames[separator]) });
  return csvSheet(file, { source, encoding, start }, separator, limits, issues);
}

/** Control characters and NULs in the leading bytes tell a binary file, or UTF-16 without its mark. */
function refuseBinary(head: Uint8Array, encoding: Encoding, file: string): void {
  if (encoding.startsWith('utf-16')) return;
  let nuls = 0;
  let controls = 0;
  for (const b of head) {
    if (b === 0) nuls++;
    else if (b < 0x20 && (b < 9 || b > 13) && b !== 0x1a) controls++;
  }
  if (controls * 100 > head.length) throw refuse('csv-not-text', { file });
  if (nuls * 4 > head.length) throw refuse('csv-utf16-without-mark', { file });
}

function csvSheet(file: string, text: Text, separator: string, limits: Limits, issues: Issue[]): RawSheet {
  const sheet = stemOf(file);
  let reported = false;
  const report = (found: readonly Issue[]): void => {
    if (!reported) issues.push(...found);
    reported = true;
  };

  async function* read(): AsyncGenerator<readonly RawRow[]> {
    const { parse } = await import('csv-parse');
    const found: Issue[] = [];
    const nuls = { n: 0 };
    const parser = parse({
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: Math.min(limits.columns * limits.cellLength, longestRecord),
    });
    const taker = recordTaker(file, sheet, limits);
    let batch: RawRow[] = [];
    try {
      write(parser, utf8(text, nuls), stopwatch(file, limits));
      for await (const record of parser as AsyncIterable<readonly string[]>) {
        const row = taker.take(record);
        if (row !== undefined) batch.push(row);
        if (batch.length < batchRows) continue;
        yield batch;
        batch = [];
      }
    } catch (error) {
      const refused = asRefused(error, file, sheet, limits);
      report([refused.issue]);
      throw refused;
    }
    if (batch.length > 0) yield batch;
    if (nuls.n > 0) found.push(fileIssue('csv-nul', { file, sheet }, nuls.n));
    report([...found, ...taker.ragged()]);
  }
  return { file, sheet, hidden: false, rows: { [Symbol.asyncIterator]: read }, merged: async () => [] };
}

/** Writes chunks to the parser at the pace it takes them. An error ends the parser's own iteration. */
function write(parser: Parser, chunks: AsyncIterable<Uint8Array>, checkTime: () => void): void {
  const work = async (): Promise<void> => {
    for await (const chunk of chunks) {
      checkTime();
      if (parser.destroyed) return;
      if (!parser.write(chunk)) await drained(parser);
    }
    if (!parser.destroyed) parser.end();
  };
  work().catch((error: Error) => parser.destroy(error));
}

const drained = (parser: Parser): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      parser.off('drain', done);
      parser.off('close', done);
      resolve();
    };
    parser.on('drain', done);
    parser.on('close', done);
  });

async function* utf8({ source, encoding, start }: Text, nuls: { n: number }): AsyncGenerator<Uint8Array> {
  const decode = encoding === 'utf-8' ? undefined : decoderOf(encoding);
  const encoder = new TextEncoder();
  for await (const chunk of chunksOf(source, start, source.size, step)) {
    const bytes = decode ? encoder.encode(decode(chunk)) : chunk;
    if (!bytes.includes(0)) yield bytes;
    else {
      const kept = bytes.filter((b) => b !== 0);
      nuls.n += bytes.length - kept.length;
      yield kept;
    }
  }
  const rest = decode?.();
  if (rest) yield encoder.encode(rest);
}

/** Turns records into rows within the limits, and keeps count of how wide they are. */
function recordTaker(file: string, sheet: string, limits: Limits) {
  const widths = new Map<number, { lines: number; values: number; first: number }>();
  let row = 0;
  let rows = 0;
  let cells = 0;

  function take(record: readonly string[]): RawRow | undefined {
    row++;
    let last = -1;
    const values: RawCell[] = new Array(record.length);
    for (let i = 0; i < record.length; i++) {
      const value = record[i]!;
      if (value.length > limits.cellLength)
        throw refuse('cell-too-long', { file, sheet, row, column: columnName(i) }, limits.cellLength);
      values[i] = value === '' ? undefined : value;
      if (value === '') continue;
      last = i;
      cells++;
    }
    if (last < 0) return undefined;
    if (last >= limits.columns)
      throw refuse(
        'columns-too-many',
        { file, sheet, row, column: columnName(last) },
        columnName(last),
        limits.columns,
      );
    if (++rows > limits.rows) throw refuse('rows-too-many', { file, sheet }, limits.rows);
    if (cells > limits.cells) throw refuse('cells-too-many', { file, sheet }, limits.cells);
    count(record.length).lines++;
    const width = count(last + 1);
    width.values++;
    width.first ||= row;
    return { row, hidden: false, cells: values };
  }

  function count(width: number) {
    let found = widths.get(width);
    if (found === undefined) {
      found = { lines: 0, values: 0, first: 0 };
      widths.set(width, found);
    }
    return found;
  }

  /** Lines with values beyond the width that most lines have: a separator inside a value shifts all that follow. */
  function ragged(): readonly Issue[] {
    let [usual, most] = [0, 0];
    for (const [width, { lines }] of widths)
      if (lines > most || (lines === most && width > usual)) [usual, most] = [width, lines];
    let [n, first] = [0, 0];
    for (const [width, found] of widths)
      if (width > usual && found.values > 0) {
        n += found.values;
        first = first === 0 ? found.first : Math.min(first, found.first);
      }
    return n === 0 ? [] : [fileIssue('csv-ragged', { file, sheet, row: first, rows: n }, n, usual)];
  }
  return { take, ragged };
}

function asRefused(error: unknown, file: string, sheet: string, limits: Limits): FileRefused {
  if (error instanceof FileRefused) return error;
  const { code, records = 0 } = error as { readonly code?: string; readonly records?: number };
  const row = records + 1;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return refuse('csv-unclosed-quote', { file, sheet, row });
  if (code === 'CSV_MAX_RECORD_SIZE') return refuse('cell-too-long', { file, sheet, row }, limits.cellLength);
  throw error;
}
