/** The encodings of text files that are understood. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What a pass over all bytes of a text file finds out. */
export interface TextCheck {
  update(chunk: Uint8Array): void;
  /** Encoding, and how many bytes of byte order mark come first. To be asked after the last chunk. */
  result(): { readonly encoding: Encoding; readonly mark: number };
}

/** Finds the encoding: a byte order mark decides; else UTF-8 when every byte fits, else windows-1252, which every byte fits. */
export function checkText(): TextCheck {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  let marked: { readonly encoding: Encoding; readonly mark: number } | undefined;
  let valid = true;
  const decode = (chunk?: Uint8Array): void => {
    if (!valid || marked !== undefined) return;
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      valid = false;
    }
  };
  return {
    update(chunk) {
      if (first) marked = markOf(chunk);
      first = false;
      decode(chunk);
    },
    result() {
      decode();
      return marked ?? { encoding: valid ? 'utf-8' : 'windows-1252', mark: 0 };
    },
  };
}

function markOf(bytes: Uint8Array): { readonly encoding: Encoding; readonly mark: number } | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  return undefined;
}

/** What windows-1252 has at 0x80 to 0x9f; its five holes stay control characters. Written out: runtimes have had this table wrong. */
const upper =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** A decoder of chunks to text. Call without a chunk at the end. */
export function decoderOf(encoding: Encoding): (chunk?: Uint8Array) => string {
  if (encoding !== 'windows-1252') {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    return (chunk) => decoder.decode(chunk, { stream: chunk !== undefined });
  }
  return (chunk) => {
    let text = '';
    for (let at = 0; chunk && at < chunk.length; at += 8192)
      text += String.fromCharCode(...chunk.subarray(at, at + 8192));
    return text.replace(/[\x80-\x9f]/g, (c) => upper[c.charCodeAt(0) - 0x80]!);
  };
}
