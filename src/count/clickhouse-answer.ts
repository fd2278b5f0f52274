// What a server says when it fails, on one line and without what it says twice.
const spoken =
  /Code: (?<code>\d+)[.,:]? (?:e\.displayText\(\) = )?(?<said>.*?)(?:, e\.what\(\) = .*|\s*\(version .*)?$/s;
const longest = 400;

/** What a server says went wrong, with its number; undefined when the text is no failure of its. */
export function failureIn(text: string): { readonly code: number; readonly said: string } | undefined {
  const found = spoken.exec(text.slice(Math.max(0, text.lastIndexOf('\nCode: '))))?.groups;
  if (!found) return undefined;
  const said = found.said!.replace(/\s+/g, ' ').replaceAll('DB::Exception: ', '').trim();
  return { code: Number(found.code), said: said.length > longest ? `${said.slice(0, longest)} ...` : said };
}

/** A text that was not there when texts were asked for: `throwIf` of the dialect's `among`. */
const notThereBefore = 395;

export const writtenTo = 'a table was written to while it was being counted: run again when nothing writes to it';

/** Why there is no answer, in words for whoever runs the count. */
export function whyNot(fault: unknown, seconds: number): string {
  const { message = '', errors } = fault as {
    readonly message?: string;
    readonly errors?: readonly { readonly message?: string }[];
  };
  const failure = failureIn(message);
  if (failure) return failure.code === notThereBefore ? writtenTo : failure.said;
  if (message === 'Timeout error.') return `no answer within ${seconds} seconds`;
  if (/socket hang up|aborted|ECONNRESET/.test(message)) return `it broke off before it had answered (${message})`;
  return message || errors?.[0]?.message || String(fault);
}

/**
 * The rows of an answer in the format JSONCompact, when it is whole. A server that fails after it has begun to answer does so in the answer itself, with a status that says
 * all is well: after the rows that it had, or among them. Throws an Error with what it says, or that the answer ends early. Example: `{"data": [["a", "3"]], "rows": 1}`
 * is one row; with `"rows": 2` it is none but an Error.
 */
export function answerRows(text: string): readonly (readonly unknown[])[] {
  let answer: { readonly data?: unknown; readonly rows?: unknown; readonly exception?: unknown } | undefined;
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    // Told below: what stands there instead of the end.
  }
  const said = answer === undefined ? text : answer.exception;
  const failure = typeof said === 'string' ? failureIn(said) : undefined;
  if (failure) throw new Error(failure.code === notThereBefore ? writtenTo : failure.said);
  const rows = answer?.data;
  if (!Array.isArray(rows) || rows.length !== Number(answer?.rows) || said !== undefined)
    throw new Error('its answer ends early, so it is not used');
  return rows as readonly (readonly unknown[])[];
}
