import type { ColumnSpec } from '../../schemas/table.js';
import { isoDate } from '../core/dates.js';
import { labelOf } from '../core/labels.js';
import { type CodeList, listKey, lookUp } from '../core/recode.js';
import type { Value } from '../core/rows.js';
import { type DateReading, readDateCell, readDateNumber, readDateText } from './dates.js';
import type { RawCell } from './types.js';
import { readKeyNumber, readKeyText, readNumberText } from './values.js';

/** Why a cell gives no value, or a value worth a word; each becomes one issue per column. */
export type Fault =
  | 'error-cell'
  | 'no-formula-value'
  | 'date-impossible'
  | 'date-unreadable'
  | 'date-month-first'
  | 'date-month-only'
  | 'number-unreadable'
  | 'number-hidden'
  | 'number-dash'
  | 'key-shortened'
  | 'mark-unclear'
  | 'mark-assumed-yes';

/** What one distinct raw cell of a column became. Made once, then counted: `n` kept rows, `first` the first of them. */
export interface Entry {
  readonly value: Value;
  readonly blank: boolean;
  readonly fault?: Fault;
  /** A label that is no data: the column's own header again, or a total. */
  readonly label?: 'header' | 'total' | 'furniture';
  /** The day behind a yes. */
  readonly day?: number;
  readonly order?: 'day-first' | 'either' | 'month-first';
  readonly comma?: 'decimal' | 'either';
  n: number;
  first: number;
}

export interface Column {
  readonly name: string;
  readonly spec: ColumnSpec;
  readonly position: number;
  readonly header: string;
  /** The entry of every kept row, in order. */
  readonly picked: Entry[];
  /** Every distinct raw cell seen, kept or not; `n` is 0 when no kept row has it. */
  entries(): Iterable<Entry>;
  look(cell: RawCell): Entry;
}

export interface ColumnContext {
  readonly yesNo: CodeList | undefined;
  /** Keys of the header texts of this column, to see a header printed again. */
  readonly headerKeys: ReadonlySet<string>;
  /** Ordinals of a `token` column, shared by all sheets of the table. */
  readonly tokens: Map<string, string>;
}

const keep = <K>(map: Map<K, Entry>, key: K, made: Entry): Entry => {
  map.set(key, made);
  return made;
};

const blankEntry = (): Entry => ({ value: undefined, blank: true, n: 0, first: 0 });
const entry = (value: Value, more?: Partial<Entry>): Entry =>
  more ? { value, blank: false, n: 0, first: 0, ...more } : { value, blank: false, n: 0, first: 0 };

const fromDate = (reading: DateReading): Entry => {
  switch (reading.kind) {
    case 'day':
      return entry(reading.day, {
        ...(reading.order ? { order: reading.order } : {}),
        ...(reading.month ? { fault: 'date-month-only' } : {}),
      });
    case 'none':
      return entry(undefined);
    case 'month-first':
      return entry(undefined, { order: 'month-first', fault: 'date-month-first' });
    case 'impossible':
      return entry(undefined, { fault: 'date-impossible' });
    case 'unreadable':
      return entry(undefined, { fault: 'date-unreadable' });
  }
};

const notSaid =
  /^(-+|[‐-―−]+|\.\.+|n\/?a|null|none|nil|unknown|not (known|applicable|recorded|available|stated|set|yet)|tbc|tba|\?+|blank|\(blank\)|ongoing|open)$/i;

function readDate(cell: string | number | boolean, turn: number | undefined): Entry {
  if (typeof cell === 'number') return fromDate(readDateNumber(cell));
  if (typeof cell === 'boolean') return entry(undefined, { fault: 'date-unreadable' });
  return notSaid.test(cell) ? entry(undefined) : fromDate(readDateText(cell, turn));
}

function readNumber(cell: string | number | boolean): Entry {
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? entry(cell) : entry(undefined, { fault: 'number-unreadable' });
  if (typeof cell === 'boolean') return entry(undefined, { fault: 'number-unreadable' });
  const reading = readNumberText(cell);
  switch (reading.kind) {
    case 'number':
      return entry(reading.value, reading.comma ? { comma: reading.comma } : {});
    case 'blank':
      return entry(undefined);
    case 'hidden':
      return entry(undefined, { fault: 'number-hidden' });
    case 'dash':
      return entry(undefined, { fault: 'number-dash' });
    case 'unreadable':
      return entry(undefined, { fault: 'number-unreadable' });
  }
}

function readKey(cell: string | number | boolean): Entry {
  const reading = typeof cell === 'number' ? readKeyNumber(cell) : readKeyText(String(cell));
  if (reading.kind === 'key') return entry(reading.value);
  return reading.kind === 'blank' ? entry(undefined) : entry(undefined, { fault: 'key-shortened' });
}

/** A yes-or-no cell: what the list says; a date is yes; in a stage column (one with a date beside it) any other mark is yes, elsewhere unclear. */
function readYesNo(cell: string | number | boolean, spec: ColumnSpec, yesNo: CodeList | undefined): Entry {
  if (typeof cell === 'boolean') return entry(cell);
  if (typeof cell === 'number' && (cell === 0 || cell === 1)) return entry(cell === 1);
  const text = String(cell);
  const key = listKey(text);
  if (key === '') return entry(undefined);
  const group = yesNo ? lookUp(yesNo, key) : undefined;
  if (group === 'yes' || group === 'no') return entry(group === 'yes');
  if (group !== undefined) return entry(undefined);
  const date = typeof cell === 'number' ? readDateNumber(cell) : readDateText(text);
  if (date.kind === 'day') return entry(true, { day: date.day, ...(date.order ? { order: date.order } : {}) });
  if (date.kind === 'none' || notSaid.test(text)) return entry(undefined);
  if (date.kind === 'month-first') return entry(true, { order: 'month-first', fault: 'date-month-first' });
  return spec.dateColumn === undefined
    ? entry(undefined, { fault: 'mark-unclear' })
    : entry(true, { fault: 'mark-assumed-yes' });
}

/** A text cell as text: 5 is "5", a date its ISO form. */
const textOf = (cell: string | number | boolean): string => (typeof cell === 'string' ? cell : String(cell));

/** A spreadsheet's errors as text, as a CSV export writes them. */
const errorText = /^#(VALUE!|N\/A|REF!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/i;
const plainDigits = /^\d*[1-9]\d*$/;

/** Two-digit years of birth turn the century where the youngest staff could be. */
const birthTurn = 15;

/**
 * Collects one column of one sheet. Each distinct raw cell is read once; `look` gives its entry. Cells of 30,000 rows with a
 * dozen distinct values cost a dozen readings.
 */
export function column(
  name: string,
  spec: ColumnSpec,
  position: number,
  header: string,
  context: ColumnContext,
): Column {
  const texts = new Map<string, Entry>();
  const numbers = new Map<number, Entry>();
  const dates = new Map<number, Entry>();
  const others = new Map<string, Entry>();
  const nothing = blankEntry();
  const turn = /birth/i.test(name) ? birthTurn : undefined;

  const read = (cell: string | number | boolean): Entry => {
    switch (spec.type) {
      case 'date':
        return readDate(cell, turn);
      case 'number':
        return readNumber(cell);
      case 'key':
        return readKey(cell);
      case 'yes-no':
        return readYesNo(cell, spec, context.yesNo);
      case 'code': {
        const text = textOf(cell);
        return listKey(text) === '' ? entry(undefined) : entry(text);
      }
      case 'token': {
        const key = listKey(textOf(cell));
        if (key === '') return entry(undefined);
        const token = context.tokens.get(key) ?? String(context.tokens.size + 1);
        context.tokens.set(key, token);
        return entry(token);
      }
      default:
        return entry(textOf(cell));
    }
  };

  const readObject = (cell: Exclude<RawCell, undefined | string | number | boolean>): Entry => {
    switch (cell.kind) {
      case 'date': {
        const date = readDateCell(cell.day);
        if (spec.type === 'date') return fromDate(date);
        if (spec.type === 'yes-no') return date.kind === 'day' ? entry(true, { day: date.day }) : entry(undefined);
        if (spec.type === 'number') return entry(undefined, { fault: 'number-unreadable' });
        return read(isoDate(cell.day));
      }
      case 'percent':
        return spec.type === 'number' ? entry(cell.value) : read(`${Number((cell.value * 100).toPrecision(12))}%`);
      case 'error':
        if (spec.type === 'date' && /^(00\/01\/|29\/02\/)/.test(cell.code)) return entry(undefined);
        return entry(undefined, { fault: 'error-cell' });
      case 'missing-formula-value':
        return entry(undefined, { fault: 'no-formula-value' });
    }
  };

  const readText = (raw: string): Entry => {
    const text = raw.trim();
    if (text === '') return nothing;
    if (errorText.test(text)) return entry(undefined, { fault: 'error-cell' });
    const made = read(text);
    if (!/[a-z]/i.test(text)) return made;
    const label = context.headerKeys.has(listKey(text)) ? 'header' : labelOf(text);
    return label === undefined ? made : { ...made, label };
  };

  return {
    name,
    spec,
    position,
    header,
    picked: [],
    *entries() {
      yield* texts.values();
      yield* numbers.values();
      yield* dates.values();
      yield* others.values();
    },
    look(cell) {
      if (cell === undefined) return nothing;
      // Nearly every key is different and nothing is to be said about plain digits: remembering them would only cost time.
      if (spec.type === 'key' && typeof cell === 'string' && plainDigits.test(cell)) return entry(cell);
      if (typeof cell === 'string') return texts.get(cell) ?? keep(texts, cell, readText(cell));
      if (typeof cell === 'number') return numbers.get(cell) ?? keep(numbers, cell, read(cell));
      if (typeof cell === 'boolean') return others.get(String(cell)) ?? keep(others, String(cell), read(cell));
      if (cell.kind === 'date') return dates.get(cell.day) ?? keep(dates, cell.day, readObject(cell));
      const key = JSON.stringify(cell);
      return others.get(key) ?? keep(others, key, readObject(cell));
    },
  };
}
