import { plainText } from './text.js';

const powers = Array.from({ length: 23 }, (_, i) => 10 ** i);
const shape = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * The number that bytes [start, end) spell, or undefined. Up to 15 digits the division is of two exact numbers and so is rounded
 * correctly; anything longer goes the slow way. Example: `0.66667`, `-1E-3` and ` 7 ` are numbers; `1,5`, `0x10` and `` are none.
 */
export function numberIn(bytes: Uint8Array, start: number, end: number): number | undefined {
  let p = start;
  const negative = bytes[p] === 0x2d;
  if (negative) p++;
  const from = p;
  let digits = 0;
  let scale = 0;
  for (; p < end; p++) {
    const d = bytes[p]! - 48;
    if (d < 0 || d > 9) break;
    digits = digits * 10 + d;
  }
  let length = p - from;
  if (p < end && bytes[p] === 0x2e) {
    const point = ++p;
    for (; p < end; p++) {
      const d = bytes[p]! - 48;
      if (d < 0 || d > 9) break;
      digits = digits * 10 + d;
    }
    scale = p - point;
    length += scale;
  }
  if (p < end || length === 0 || length > 15) return slowly(bytes, start, end);
  const value = scale === 0 ? digits : digits / powers[scale]!;
  return negative && value !== 0 ? -value : value;
}

function slowly(bytes: Uint8Array, start: number, end: number): number | undefined {
  const text = plainText(bytes, start, end).trim();
  const value = shape.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
