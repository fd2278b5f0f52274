import { isNumber } from '../../../src/core/outcome.js';
import type { Result } from '../../../src/release/result.js';
import { type Notes, nameOf } from './notes.js';
import { populations } from './populations.js';

/** Model Employer: what is made of the BME count of a band, and the number of the baseline year itself. */
export function readPath({ know, leaks }: Notes, r: Result): void {
  const bme = r.parts.find((p) => p.group === r.compared.over);
  const { share, parityHeadcount, surplus, difference, representation, path, progress, appointments } = r;
  const made = { share, parityHeadcount, surplus, difference, representation, path, progress, appointments };
  if (bme && isNumber(bme.n) && isNumber(bme.base)) {
    if (r.yearsBefore !== undefined || !progress || !('baseline' in progress)) return;
    const { baseline, baselineYear } = progress;
    if (Date.parse(r.period.to) - Date.parse(`${baselineYear}-03-31`) < 400 * 86_400_000)
      know(`staff 1 before|${nameOf(r.breakdown)}|ethnicity:${bme.group}`, baseline);
    return;
  }
  for (const [name, figure] of Object.entries(made))
    if (
      figure !== undefined &&
      !(typeof figure === 'object' && /^(suppressed|not-|undefined)/.test(String(Object(figure).status)))
    )
      leaks.push(`${r.indicator} ${nameOf(r.breakdown)} ${name}`);
  if (r.value.status === 'ok' || /\d/.test(r.working)) leaks.push(`${r.indicator} ${nameOf(r.breakdown)} value`);
}

/** People of a band now and a year before, and how many more there are. */
export function readAdded({ know, leaks }: Notes, r: Result): void {
  for (const p of r.parts) {
    const pop = p.of === 'year-before' ? 'staff 1 before' : populations(r).n();
    know(`${pop}|${nameOf(r.breakdown)}|ethnicity:${p.group}`, p.n);
    know(`${pop}|${nameOf(r.breakdown)}|all`, p.base);
  }
  const made = r.parts.filter((p) => p.group === r.compared.over);
  if (r.value.status === 'ok' && made.some((p) => !isNumber(p.n)))
    leaks.push(`${r.indicator} ${nameOf(r.breakdown)} value`);
}
