import { refuse } from '../say.js';
import { type Budget, counted } from './counted.js';
import type { ZipEntry } from './entries.js';
import { feed, guarded, utf8Chunks } from './part.js';
import { named, newTag, nextTag, type Tag } from './tags.js';
import { mixedText, type ReadText } from './text.js';

/** The text of a string item or inline string, and the position after it. */
export interface Item {
  text: string;
  end: number;
}

/**
 * Reads a string item (`si`, `is`) whose opening tag ends at `from`: the runs joined, phonetic guides (`rPh`) left out. False when it
 * is not all there. Text keeps its spaces with and without xml:space. Throws `unclosed` for a tag that cannot stand there.
 */
export function readItem(
  bytes: Uint8Array,
  from: number,
  end: number,
  close: string,
  read: ReadText,
  tag: Tag,
  item: Item,
): boolean {
  let text = '';
  let phonetic = false;
  for (let p = from; nextTag(bytes, p, end, tag); p = tag.end) {
    if (named(bytes, tag, 't') && !tag.closing) {
      if (tag.empty) continue;
      const start = tag.end;
      if (!nextTag(bytes, start, end, tag)) return false;
      if (!phonetic) text += textBetween(bytes, start, tag.start, read);
    } else if (named(bytes, tag, 'rPh')) phonetic = !tag.closing && !tag.empty;
    else if (tag.closing && named(bytes, tag, close)) {
      item.text = text;
      item.end = tag.end;
      return true;
    }
  }
  return false;
}

/** Text between two tags: the quick reader unless there is CDATA or a comment in it. */
export function textBetween(bytes: Uint8Array, start: number, end: number, read: ReadText): string {
  for (let p = start; p < end; p++) if (bytes[p] === 0x3c) return read.escaped(mixedText(bytes, start, end));
  return read.text(bytes, start, end);
}

/** The shared strings of a workbook, in order. Throws `FileRefused` when there are more than cells may be, or one is too long. */
export async function stringsOf(entry: ZipEntry, budget: Budget, read: ReadText): Promise<readonly string[]> {
  const { file, limits } = budget;
  const strings: string[] = [];
  const tag = newTag();
  const item: Item = { text: '', end: 0 };
  let closed = false;
  const scan = (bytes: Uint8Array, end: number): number => {
    for (let p = 0; ; ) {
      if (!nextTag(bytes, p, end, tag)) return tag.start;
      p = tag.end;
      if (tag.closing) closed ||= named(bytes, tag, 'sst');
      else if (named(bytes, tag, 'sst')) closed = tag.empty;
      else if (named(bytes, tag, 'si')) {
        const start = tag.start;
        if (tag.empty) strings.push('');
        else {
          if (!readItem(bytes, tag.end, end, 'si', read, tag, item)) return start;
          p = item.end;
          if (item.text.length > limits.cellLength) throw refuse('cell-too-long', { file }, limits.cellLength);
          strings.push(item.text);
        }
        if (strings.length > limits.cells) throw refuse('cells-too-many', { file }, limits.cells);
      }
    }
  };
  const chunks = utf8Chunks(counted(entry, budget), file);
  const tooLong = () => refuse('cell-too-long', { file }, limits.cellLength);
  for await (const _ of feed(
    chunks,
    (bytes, end) => guarded(file, () => scan(bytes, end)),
    () => undefined,
    tooLong,
  ));
  if (!closed) throw refuse('file-damaged', { file }, 'its list of texts is cut short');
  return strings;
}
