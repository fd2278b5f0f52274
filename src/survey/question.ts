import { type CodeList, listKey, lookUp } from '../core/recode.js';

/** Question numbers by what is asked, in one survey year: `{ public: ['14a'], staff: ['14b', '14c'] }`. */
export type Questions = Readonly<Record<string, readonly string[]>>;

const joining = new Set(['q', 'question', 'and', 'or', 'to']);

/** The question numbers a text begins with, and the words after them. */
function split(text: string): { readonly numbers: readonly string[]; readonly rest: string } {
  const numbers: string[] = [];
  const words = listKey(text).split(' ');
  let i = 0;
  for (; i < words.length; i++) {
    const word = words[i] as string;
    const one = /^(?:question|q)?(\d{1,2})(bc|[a-z])?$/.exec(word);
    const before = /^\d+/.exec(numbers.at(-1) ?? '')?.[0];
    if (one) numbers.push(...[...(one[2] ?? ' ')].map((letter) => `${one[1]}${letter.trim()}`));
    else if (before !== undefined && /^[b-h]$/.test(word)) numbers.push(`${before}${word}`);
    else if (!joining.has(word)) break;
  }
  return { numbers: [...new Set(numbers)], rest: words.slice(i).join(' ') };
}

/**
 * The question numbers a text begins with. Example: "Q14b-c" and "14b and Q14c: % from staff" are 14b and 14c; "q15 - career progression" is 15;
 * "Staff engagement" is none.
 */
export const questionNumbers = (text: string): readonly string[] => split(text).numbers;

/**
 * What a question asks: by its numbers in the survey year, else by its name or an indicator's id in the list `survey-item`; undefined when neither says.
 * Example: "Q14b/c" of a year with managers 14b and colleagues 14c is `staff`, "wdes.8" is `adjustments` in every year.
 */
export function itemOf(text: string, questions: Questions, names: CodeList): string | undefined {
  const { numbers, rest } = split(text);
  const key = [...numbers].sort().join();
  const byNumber = Object.entries(questions).find(([, own]) => [...own].sort().join() === key)?.[0];
  return byNumber ?? lookUp(names, listKey(text)) ?? (numbers.length > 0 ? lookUp(names, rest) : undefined);
}
