import { type Figure, isNumber, suppressed } from '../../core/outcome.js';
import type { Policy } from '../../standard/policy.js';
import type { CountedRow, GivenGroup } from '../counted.js';
import type { Part } from '../result.js';

/** Whether a policy lets everything be seen. */
const hidesNothing = (policy: Policy): boolean =>
  policy.hide === undefined && policy.roundTo === undefined && policy.minimumRespondents === undefined;

/** Whether a count of answers may not be seen: too few respondents, or too few who gave the answer or did not. */
function withheld({ n, base }: Pick<GivenGroup, 'n' | 'base'>, minimum: number, policy: Policy): boolean {
  if (!isNumber(n) || !isNumber(base)) return false;
  const small = (people: number): boolean =>
    policy.hide !== undefined && people >= policy.hide.from && people <= policy.hide.to;
  return (base > 0 && base < Math.max(minimum, policy.minimumRespondents ?? minimum)) || small(n) || small(base - n);
}

/**
 * A group of survey answers as it may be seen. Hidden whole: a group of fewer respondents than the edition or the policy asks for; and, where the answers
 * were counted, a number of people who gave the answer, or did not, that the policy hides. A rounded count gives the rate it shows.
 * So is a group whose siblings hold one that may not be seen: it would follow from their total.
 * Example: 3 of 40 is hidden under `board`, 12.5% of 40 is not, 12.5% of 8 is.
 */
function seen(group: GivenGroup, minimum: number, policy: Policy): Part {
  const { group: id, n, base, rate } = group;
  const hidden: Part = { group: id, n: suppressed, base: suppressed, rate: suppressed };
  if (hidesNothing(policy)) return { group: id, n, base, rate };
  if (!isNumber(base) && base.status === 'suppressed') return { group: id, n: base, base, rate: base };
  if (isNumber(base) && base > 0 && base < Math.max(minimum, policy.minimumRespondents ?? minimum)) return hidden;
  if ((group.siblings ?? []).some((s) => withheld(s, minimum, policy))) return hidden;
  const small = (people: number): boolean =>
    policy.hide !== undefined && people >= policy.hide.from && people <= policy.hide.to;
  if (isNumber(n) && isNumber(base) && (small(n) || small(base - n))) return { ...hidden, base };
  const { roundTo } = policy;
  if (roundTo === undefined) return { group: id, n, base, rate };
  const rounded = (figure: Figure): Figure =>
    isNumber(figure) ? Math.floor(figure / roundTo + 0.5) * roundTo : figure;
  const [a, b] = [rounded(n), rounded(base)];
  return { group: id, n: a, base: b, rate: isNumber(a) && isNumber(b) && b > 0 ? a / b : rate };
}

/** The given groups of a row as parts, each as it may be seen under a policy. */
export const givenParts = (row: CountedRow, policy: Policy): readonly Part[] =>
  (row.given?.groups ?? []).map((g) => seen(g, row.given?.minimumRespondents ?? 1, policy));

/** The decimals a group's percentage was written with, when its rate is still that percentage. */
export const decimalsOf = (row: CountedRow, part: Part): number | undefined =>
  isNumber(part.n) ? undefined : row.given?.groups.find((g) => g.group === part.group)?.decimals;
