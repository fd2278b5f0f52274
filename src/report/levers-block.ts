import { type Absent, isNumber } from '../core/outcome.js';
import type { LeverFigures, LeverOutlook, LeverScenario, Result } from '../release/result.js';
import { leverWords } from '../words/levers.js';
import { absentWord } from '../words/report-absence.js';
import { percentNumber, percentText } from '../words/report-numbers.js';
import type { Context } from './context.js';
import { keep, soft, text, word } from './text.js';
import type { Block, Text } from './types.js';

const scenarios: readonly LeverScenario[] = ['as-now', 'hiring', 'promotion', 'leaving', 'all'];

const known = (levers: Result['levers']): levers is LeverFigures => levers !== undefined && !('status' in levers);

/** The year and, on the next line, those between which it comes with 95 % probability; or why there is none. */
function yearLines(outlook: LeverOutlook | Absent, last: number): readonly Text[] {
  if (!('year' in outlook)) return [text(word(absentWord(outlook)))];
  const { year, interval } = outlook;
  if (year.status === 'undefined' && year.why === 'infeasible') {
    const settles = isNumber(outlook.longRun)
      ? [text(soft(leverWords.settles(percentText(percentNumber(outlook.longRun)))))]
      : [];
    return [text(word(leverWords.infeasible)), ...settles];
  }
  const range = interval.status === 'ok' ? leverWords.range(interval.value[0], interval.value[1], last) : undefined;
  const said =
    year.status === 'ok'
      ? keep(String(year.value))
      : word(year.status === 'undefined' && year.why === 'not-reached' ? leverWords.after(last) : absentWord(year));
  return [text(said), ...(range === undefined ? [] : [text(soft(range))])];
}

/** What the leaver rate is, where it was counted and not chosen. */
function rateNote(results: readonly Result[]): readonly Block[] {
  const counted = results.flatMap(({ appointments: a }) => (a && 'leavers' in a && a.leavers ? [a] : []))[0];
  if (!counted?.leavers) return [];
  const { n, base } = counted.leavers;
  const rate = percentText(percentNumber(counted.leaverRate));
  return isNumber(n) && isNumber(base) ? [{ kind: 'note', text: text(leverWords.counted(rate, n, base)) }] : [];
}

/** When each band reaches parity under each lever; nothing when there is no leaver rate. */
export function leverBlocks(context: Context, results: readonly Result[]): readonly Block[] {
  const given = results.filter((r) => r.levers !== undefined);
  const first = given.map((r) => r.levers).find(known);
  // A rate that may not be seen is said; without leavers there is nothing to say.
  if (!first)
    return given.length > 0 && given.some((r) => r.levers && 'status' in r.levers && r.levers.status === 'suppressed')
      ? [{ kind: 'note', text: text(leverWords.hidden) }]
      : [];
  const told = given.filter((r) => known(r.levers));
  const year = (r: Result): number => Number(r.period.to.slice(0, 4));
  return [
    context.table({
      shape: 'words',
      caption: leverWords.caption,
      columns: [{ label: 'Who' }, ...scenarios.map((s) => ({ label: leverWords.scenario[s], numbers: true as const }))],
      rows: told.map((r) => ({
        head: text(context.labels.breakdown(r.breakdown)),
        cells: scenarios.map((s) =>
          known(r.levers) ? yearLines(r.levers.outlooks[s], year(r) + r.levers.horizon) : [text('')],
        ),
      })),
    }),
    { kind: 'note', text: text(leverWords.note(first.horizon)) },
    ...rateNote(given),
    ...(told.length < given.length
      ? [{ kind: 'note' as const, text: text(leverWords.others(given.length - told.length)) }]
      : []),
  ];
}
