/**
 * numerator / denominator to `decimals` places, half up (away from zero for negatives), exactly, from integers.
 * 201/200 to 2 places is 1.01, where `toFixed(2)` prints 1.00. Throws a RangeError when the denominator is 0 or an argument is not an integer.
 */
export function roundRatio(numerator: number, denominator: number, decimals: number): number {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator === 0)
    throw new RangeError('roundRatio needs integers and a denominator that is not 0');
  const negative = numerator < 0 !== denominator < 0 && numerator !== 0;
  const n = BigInt(Math.abs(numerator)) * 10n ** BigInt(decimals);
  const d = BigInt(Math.abs(denominator));
  const scaled = (2n * n + d) / (2n * d);
  const value = Number(scaled) / 10 ** decimals;
  return negative ? -value : value;
}

/**
 * A number to `decimals` places, half up on its shortest decimal form, so 1.005 to 2 places is 1.01 and 0.285 is 0.29.
 * For figures that are not a ratio of integers; a ratio of counts goes through `roundRatio`.
 */
export function roundHalfUp(value: number, decimals: number): number {
  if (!Number.isFinite(value)) throw new RangeError('roundHalfUp needs a finite number');
  const [mantissa, exponent = '0'] = Math.abs(value).toExponential().split('e') as [string, string?];
  const digits = mantissa.replace('.', '');
  const scale = digits.length - 1 - Number(exponent);
  if (scale <= decimals) return value;
  const rounded = (BigInt(digits) + 5n * 10n ** BigInt(scale - decimals - 1)) / 10n ** BigInt(scale - decimals);
  const result = Number(rounded) / 10 ** decimals;
  return value < 0 && result !== 0 ? -result : result;
}
