/** What a number cell says, each state kept apart: a suppressed count is not 0 and not a blank. */
export type NumberReading =
  | { readonly kind: 'number'; readonly value: number; readonly comma?: 'decimal' | 'either' }
  | { readonly kind: 'blank' }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'dash' }
  | { readonly kind: 'unreadable' };

const hiddenMark =
  /^(\*+|\.\.+|[:#~x]|\[?[czlx]\]|[<≤]\s*=?\s*\d+|(fewer|less) than \d+|\d+\s*(to|-|–)\s*\d+|suppressed|redacted)$/i;
const dash = /^[-‐-―−]+$/;
const blankWord = /^(|n\/?a|n\.a\.?|null|none|nil|not (known|recorded|available|applicable)|unknown)$/i;

/**
 * Reads a number kept as text: thousands commas, a percent sign (45% is 0.45), brackets for a negative, a pound sign. `*`, `..`, `<5`
 * and ranges are `hidden`; `-` is `dash`, since only the file's notes say whether it is nothing or hidden. `0,8` is read as 0.8.
 */
export function readNumberText(text: string): NumberReading {
  if (blankWord.test(text)) return text.toLowerCase() === 'nil' ? { kind: 'number', value: 0 } : { kind: 'blank' };
  if (dash.test(text)) return { kind: 'dash' };
  if (hiddenMark.test(text)) return { kind: 'hidden' };
  const bracketed = /^\((.+)\)$/.exec(text);
  let body = (bracketed ? bracketed[1]! : text).replace(/^£\s*/, '').replace(/−/g, '-');
  const percent = /\s*%$/.test(body);
  if (percent) body = body.replace(/\s*%$/, '');
  const sign = (bracketed ? -1 : 1) / (percent ? 100 : 1);
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(body)) return { kind: 'number', value: Number(body) * sign };
  if (/^[+-]?\d{1,3}([, \u00a0\u202f]\d{3})+(\.\d+)?$/.test(body)) {
    const value = Number(body.replace(/[, \u00a0\u202f]/g, '')) * sign;
    return /^[+-]?\d{1,3},\d{3}$/.test(body) ? { kind: 'number', value, comma: 'either' } : { kind: 'number', value };
  }
  if (/^[+-]?\d+,\d+$/.test(body))
    return { kind: 'number', value: Number(body.replace(',', '.')) * sign, comma: 'decimal' };
  return { kind: 'unreadable' };
}

/** A key: text with leading zeros kept, `.0` dropped; or why it is none. `shortened` is `1.23E+7`, digits lost to a spreadsheet's display. */
export type KeyReading =
  | { readonly kind: 'key'; readonly value: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'shortened' };

const blankKey = /^(|[-‐-―.*#0]+|n\/?a|null|none|nil|unknown|not (known|applicable|available)|tbc|blank|\(blank\))$/i;

/** `00123` stays, `12,345,678` and `12345678.0` is 12345678, `="00123"` is 00123, `1.2345678E+7` is 12345678, `1.23E+7` is `shortened`. */
export function readKeyText(raw: string): KeyReading {
  const text = /^=?"?'?([^"']*)"?'?$/.exec(raw)?.[1]?.trim() ?? raw;
  if (blankKey.test(text)) return { kind: 'blank' };
  if (/^\d{1,3}(,\d{3})+$/.test(text)) return { kind: 'key', value: text.replace(/,/g, '') };
  if (/^\d+\.0*$/.test(text)) return { kind: 'key', value: text.slice(0, text.indexOf('.')) };
  const scientific = /^(\d)(?:\.(\d+))?e\+?(\d+)$/i.exec(text);
  if (scientific) {
    const decimals = scientific[2] ?? '';
    const power = Number(scientific[3]);
    if (power > 15 || decimals.length !== power) return { kind: 'shortened' };
    return { kind: 'key', value: `${scientific[1]}${decimals}` };
  }
  return { kind: 'key', value: text };
}

/** A key from a number cell: 12345000 is "12345000", never "1.2345E+7"; fractions and numbers past 15 digits are not keys a cell can hold. */
export function readKeyNumber(n: number): KeyReading {
  if (n === 0) return { kind: 'blank' };
  if (!Number.isSafeInteger(n))
    return Number.isFinite(n) && Math.abs(n) < 1e15 ? { kind: 'key', value: String(n) } : { kind: 'shortened' };
  return { kind: 'key', value: n.toFixed(0) };
}

/** The employee number inside an assignment number: `12345678-2` is of 12345678; anything else is the number itself. */
export const personOfAssignment = (assignment: string): string =>
  /^(.{4,})-\d{1,3}$/.exec(assignment)?.[1] ?? assignment;
