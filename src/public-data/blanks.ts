import { type Absent, notSupplied, type Outcome, ok } from '../core/outcome.js';

/** What a file may print where there is no number. */
export type Mark = 'blank' | '-' | '..' | '*';
/** The three things it may mean. */
export type Meaning = 'zero' | 'suppressed' | 'not-available';
export type Meanings = Readonly<Partial<Record<Mark, Meaning>>>;

const marks: Readonly<Record<string, Mark>> = { '': 'blank', '-': '-', '–': '-', '..': '..', '…': '..', '*': '*' };

const meaningOf = (text: string): Meaning | undefined =>
  /suppress|disclos|fewer than|less than|small number/i.test(text)
    ? 'suppressed'
    : /not available|not applicable|not collected|missing|no data/i.test(text)
      ? 'not-available'
      : /zero|nil|\bnone\b|no (staff|leavers|joiners)/i.test(text)
        ? 'zero'
        : undefined;

/**
 * What a file's own notes say its marks mean: `"-" denotes zero`, `* = suppressed`, `Blank cells: fewer than 5`. A mark the notes do not explain is not in
 * the answer, and stays unexplained: a guess would make a hidden number a zero, or the other way round.
 */
export function meaningsIn(notes: readonly string[]): Meanings {
  const found: Partial<Record<Mark, Meaning>> = {};
  for (const note of notes)
    for (const [, quoted, blank, text] of note.matchAll(
      /(?:["'‘“]?(\*|-|–|\.\.|…)["'’”]?|(blank(?:s| cells?)?|empty cells?))\s*(?:denotes?|means?|indicates?|represents?|=|:|is|are)\s+([^.;]+)/gi,
    )) {
      const mark = blank ? 'blank' : marks[quoted ?? ''];
      const meaning = meaningOf(text ?? '');
      if (mark && meaning) found[mark] ??= meaning;
    }
  return found;
}

const absentFor = (mark: Mark, meaning: Meaning | undefined): Outcome | Absent => {
  if (meaning === 'zero') return ok(0);
  if (meaning === 'suppressed') return { status: 'suppressed', why: 'at-source' };
  return notSupplied(
    meaning === 'not-available'
      ? 'figure: not available in the file'
      : `meaning of ${mark === 'blank' ? 'a blank cell' : `"${mark}"`} in the file's notes`,
  );
};

/**
 * A printed number: thousands commas and a per cent sign are read; a mark becomes what the notes say it means, and stays without meaning when they say
 * nothing. Undefined for text that is neither. Example: "1,234" is 1234, "12.5%" is 12.5, "*" with `{ '*': 'suppressed' }` is suppressed at source.
 */
export function readFigure(text: string, meanings: Meanings): Outcome | undefined {
  const trimmed = text.trim();
  const mark = marks[trimmed];
  if (mark !== undefined) return absentFor(mark, meanings[mark]);
  const plain = trimmed.replace(/,(?=\d{3}\b)/g, '').replace(/%$/, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? ok(Number(plain)) : undefined;
}
