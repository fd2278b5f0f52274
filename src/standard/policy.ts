import { z } from 'zod';
import { freeze, mapValues } from './plain.js';
import { problemsText, readYaml } from './read.js';
import type { Problem, Source } from './types.js';
import { dated, sourceSchema } from './written.js';

/** A disclosure policy: what small numbers a release hides, and how it shows the rest. Plain JSON. */
export interface Policy {
  readonly name: string;
  readonly title: string;
  /** The day this version of the policy was written, `2026-11-21`. */
  readonly dated: string;
  /** Counts of people from `from` to `to`, both included, are hidden. Absent: nothing is hidden. */
  readonly hide?: { readonly from: number; readonly to: number };
  /** The counts that are left are rounded to the nearest multiple. Absent: shown as they are. */
  readonly roundTo?: number;
  /** Whether rates are made of the counts as they are, or of the rounded counts a reader sees. */
  readonly rates: 'exact' | 'from-rounded';
  /** Whether further cells are hidden so that no hidden one follows from the totals. */
  readonly secondary: boolean;
  /** Whether the people of a shown count who are not in another shown count made of them are a count too: 1 to 4 not appointed. */
  readonly complements?: boolean;
  /** Whether a row all of one group is hidden, since it gives every one of its members away. Absent: shown. */
  readonly oneGroupRows?: 'hide' | 'show';
  /** A rate, share or mean of fewer people is not shown. */
  readonly minimumBase?: number;
  /** Survey results of fewer respondents are not shown. */
  readonly minimumRespondents?: number;
  /** Indicators whose members are known by name: shown whole, or only as differences. */
  readonly exempt: readonly {
    readonly indicator: string;
    readonly show: 'all' | 'differences';
    readonly verified: boolean;
  }[];
  /** What stands for a hidden count in tables. */
  readonly symbol: string;
  /** Printed on everything released under this policy, "contains small numbers" for example. */
  readonly mark?: string;
  /** For the return to the national body alone. */
  readonly submissionOnly?: boolean;
  /** Where each value comes from, by the name it has here. */
  readonly sources: Readonly<Record<string, { readonly source: Source; readonly verified: boolean }>>;
}

const count = z.number().int().min(1);
const fields = {
  hide: dated(
    z.strictObject({ from: count, to: count }).refine((h) => h.from <= h.to, 'from must not be more than to'),
  ).exactOptional(),
  'round-to': dated(z.number().int().min(2)).exactOptional(),
  rates: dated(z.enum(['exact', 'from-rounded'])),
  secondary: dated(z.boolean()),
  complements: dated(z.boolean()).exactOptional(),
  'one-group-rows': dated(z.enum(['hide', 'show'])).exactOptional(),
  'minimum-base': dated(count).exactOptional(),
  'minimum-respondents': dated(count).exactOptional(),
  symbol: dated(z.string().min(1).max(3)).exactOptional(),
  mark: dated(z.string().min(1)).exactOptional(),
  'submission-only': dated(z.boolean()).exactOptional(),
};

const policyFile = z
  .strictObject({
    policy: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens'),
    title: z.string().min(1),
    dated: z.iso.date('must be a day such as 2026-11-21'),
    sources: z.record(z.string(), sourceSchema).exactOptional(),
    exempt: z
      .array(dated(z.strictObject({ indicator: z.string().min(1), show: z.enum(['all', 'differences']) })))
      .default([]),
    ...fields,
  })
  .superRefine((p, ctx) => {
    const wrong = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
    if (p.rates.value === 'from-rounded' && !p['round-to']) wrong('rates', 'from-rounded needs round-to');
    if (p['round-to'] && p.rates.value === 'exact')
      wrong('rates', 'exact rates give rounded counts away: use from-rounded');
    if (p.secondary.value && !p.hide) wrong('secondary', 'there is nothing hidden to protect: hide is not set');
    if (!p.hide && !p.mark) wrong('mark', 'a policy that hides nothing must mark what it releases');
  });

type Written = z.output<typeof policyFile>;
const camel = (name: string): string => name.replace(/-([a-z])/g, (_, c: string) => c.toUpperCase());

function policyOf(written: Written): Policy {
  const { policy: name, title, dated: day, exempt } = written;
  const given = Object.keys(fields).flatMap((key) => {
    const value = written[key as keyof typeof fields];
    return value === undefined ? [] : [[camel(key), value] as const];
  });
  const values = mapValues(Object.fromEntries(given), (d) => d.value) as Pick<Policy, 'rates' | 'secondary'>;
  const sources = Object.fromEntries(given.map(([key, { source, verified }]) => [key, { source, verified }]));
  return freeze({
    symbol: '*',
    ...values,
    name,
    title,
    dated: day,
    exempt: exempt.map(({ value, verified }) => ({ ...value, verified })),
    sources: {
      ...sources,
      ...Object.fromEntries(
        exempt.map(({ value, source, verified }) => [`exempt ${value.indicator}`, { source, verified }]),
      ),
    } as Policy['sources'],
  });
}

/** Reads one policy file without throwing: the policy, or every problem there is with it. `file` names it in the problems. */
export function checkPolicy(
  text: string,
  file: string,
): { readonly policy?: Policy; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const written = readYaml(text, file, policyFile, problems);
  return written ? { policy: policyOf(written), problems } : { problems };
}

/** The policies that go by a name; any other is a file. */
export const policyNames = ['internal', 'board', 'publish'] as const;
export const defaultPolicy = 'board';

/**
 * A policy by its name (`internal`, `board`, `publish`), or from the text of a policy file. `readText` reads this package's files;
 * `file` names the text in messages. Throws a RangeError for an unknown name and an Error listing every problem of a faulty file.
 */
export function loadPolicy(nameOrText: string, readText: (path: string) => string, file = 'the policy file'): Policy {
  const isName = /^[a-z0-9-]+$/i.test(nameOrText.trim());
  const name = policyNames.find((n) => n === nameOrText.trim());
  if (isName && name === undefined)
    throw new RangeError(`no policy "${nameOrText}"; there are ${policyNames.join(', ')}, or give a policy file`);
  const at = name === undefined ? file : `src/release/policies/${name}.yaml`;
  const { policy, problems } = checkPolicy(name === undefined ? nameOrText : readText(at), at);
  if (!policy) throw new Error(problemsText(`The disclosure policy ${at} has problems.`, problems));
  return policy;
}
