import { type Outcome, ok, undefinedBecause } from '../../core/outcome.js';
import { logRank, readRatio } from '../../formulas/index.js';
import { zOfLevel } from '../../formulas/numeric/normal.js';
import type { MeasuredFigures } from '../../release/counted.js';
import type { Interval, Part } from '../../release/result.js';
import * as words from '../../words/survival.js';
import { frameOf, plain } from '../view.js';
import { strata } from './histograms.js';
import { behindOf, type Comparison, notCalculable, pairOf, partOf, unknownShare, type Work } from './people.js';
import type { Spells } from './spell.js';

/** Leaving rates of two groups at the same length of service, within staff groups: (O/E over) / (O/E under), by the log-rank test. */
export function ratioOf(work: Work, c: Comparison, spells: Spells, what: string, kind?: string): MeasuredFigures {
  const { of, level } = work;
  const table = strata(spells, c.dimension, [c.under, c.over], work.stratum);
  const unknown = of.setting.edition.groupings[c.dimension]!.value.otherwise;
  const parts = [c.over, c.under, unknown].map((g) => partOf(spells, c, g, undefined, kind));
  const [over, under] = parts as [Part, Part];
  const behind = behindOf(work, c, spells, kind === undefined ? {} : { kind });
  const shared = { parts, unknownShare: unknownShare(spells, c, unknown), behind };
  const none = undefinedBecause(over.base === 0 || under.base === 0 ? 'no-group-members' : 'no-events');
  if (table.length === 0)
    return plain({ value: none, interval: none, test: none, reading: notCalculable, working: '', ...shared });
  const { test, observed, expected } = logRank(table, kind);
  const [e0, e1] = expected as [number, number];
  const value: Outcome =
    test.status !== 'ok'
      ? test
      : observed[0] === 0
        ? undefinedBecause('zero-comparator')
        : ok(observed[1]! / e1 / (observed[0]! / e0));
  const z = zOfLevel(level);
  const width = z * Math.sqrt(1 / e0 + 1 / e1);
  const interval: Interval =
    value.status === 'ok' && value.value > 0
      ? {
          status: 'ok',
          value: [value.value * Math.exp(-width), value.value * Math.exp(width)],
          level,
          method: 'observed-over-expected',
        }
      : value.status === 'ok'
        ? undefinedBecause('no-events')
        : value;
  const { band, fewPeople, fewEvents } = frameOf(of).judgement;
  const count = (p: Part) => ({ n: p.n as number, base: p.base as number });
  return {
    value,
    interval,
    test: test.status === 'ok' ? { status: 'ok', method: test.method, p: test.p } : test,
    reading: readRatio({
      ratio: value,
      interval,
      counts: { over: count(over), under: count(under) },
      band,
      fewPeople,
      fewEvents,
    }),
    working: words.ratioSentence(pairOf(c), what),
    ...shared,
  };
}
