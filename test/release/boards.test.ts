import t from 'tap';
import type { CountedRow, CountedRun } from '../../src/release/counted.js';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { packagePolicy } from '../../src/standard/node.js';

/*
 * WDES 10: the sizes of a board's parts are known, its differences are shown. A reader who knows the rule knows that a part that stays back has a group of
 * one member, or is the total of one that has.
 */

const groups = ['disabled', 'non-disabled', 'unknown'];
type Members = readonly (readonly [voting: 'yes' | 'no', executive: 'yes' | 'no', group: string, n: number])[];
const parts = { total: {}, voting: { voting: ['yes'] }, executive: { executive: ['yes'] } };

function boardOf(members: Members): CountedRun {
  const rows = Object.entries(parts).map(([part, where]): CountedRow => {
    const staff = { cube: 'staff', where: {} };
    const board = { cube: 'wdes.10/members', where };
    return {
      indicator: 'wdes.10',
      title: 'Board',
      unit: 'points',
      compared: { dimension: 'disability', over: 'disabled' },
      figure: 'board-difference',
      edition: '2025',
      period: { from: '2025-03-31', to: '2025-03-31' },
      breakdown: { part },
      method: 'board-difference',
      unverified: [],
      engine: 'memory',
      years: 1,
      judgement: { confidence: 0.95, boardFewMembers: 5, boardFewOfGroup: 2 } as CountedRow['judgement'],
      words: { people: 'board members' },
      groups: [board, staff].flatMap((of) =>
        groups.map((group) => ({
          group,
          of: of === board ? 'board' : 'workforce',
          n: { ...of, where: { ...of.where, disability: [group] } },
          base: of,
        })),
      ) as CountedRow['groups'],
    };
  });
  return {
    organisation: 'XAA01',
    input: { sha256: '', rows: 0 },
    cubes: {
      'wdes.10/members': {
        cube: {
          dims: ['voting', 'executive', 'disability'],
          measure: 'people',
          cells: members.map(([voting, executive, disability, n]) => ({ key: { voting, executive, disability }, n })),
        },
        years: 1,
      },
      staff: {
        cube: {
          dims: ['disability'],
          measure: 'people',
          cells: groups.map((disability, i) => ({ key: { disability }, n: [40, 400, 60][i] as number })),
        },
        years: 1,
      },
    },
    rows,
    issues: [],
    reconciliation: [],
    choices: [],
  };
}

const shown = async (
  members: Members,
  beside: readonly CountedRun[] = [],
): Promise<Readonly<Record<string, string>>> => {
  const run = (await release(boardOf(members), packagePolicy('board'), { beside })) as unknown as Run;
  if (run.refused) return { refused: run.refused.rule };
  return Object.fromEntries(
    run.results.map((r) => [
      r.breakdown.part as string,
      Object.values(r.differences ?? {})
        .map((d) => (typeof d === 'number' ? 'shown' : d.status))
        .join(' '),
    ]),
  );
};

t.test('no group of one member: every difference is shown', async (t) => {
  const members: Members = [
    ['yes', 'yes', 'disabled', 2],
    ['yes', 'yes', 'non-disabled', 4],
    ['yes', 'no', 'non-disabled', 6],
  ];
  t.same(await shown(members), {
    total: 'shown shown shown',
    voting: 'shown shown shown',
    executive: 'shown shown shown',
  });
});

t.test(
  'one disabled executive of two on the board: the executives and the total stay back whole, noughts too',
  async (t) => {
    const members: Members = [
      ['yes', 'yes', 'disabled', 1],
      ['yes', 'no', 'disabled', 1],
      ['yes', 'yes', 'non-disabled', 5],
      ['no', 'no', 'non-disabled', 3],
      ['yes', 'no', 'non-disabled', 6],
    ];
    const back = 'suppressed suppressed suppressed';
    t.same(await shown(members), { total: back, voting: 'shown shown shown', executive: back });
  },
);

t.test(
  'one member too few for three values: the whole board stays back, and the rest of the run is released',
  async (t) => {
    // Of 13 all but one vote: with the voting part shown, that one is disabled or of unknown status, and no third is possible.
    const members: Members = [
      ['yes', 'yes', 'non-disabled', 5],
      ['yes', 'no', 'non-disabled', 7],
      ['no', 'no', 'disabled', 1],
    ];
    const back = 'suppressed suppressed suppressed';
    t.same(await shown(members), { total: back, voting: back, executive: back });
  },
);

t.test('a board that stands beside itself, as when two questions show it, is judged as one', async (t) => {
  const members: Members = [
    ['yes', 'yes', 'disabled', 1],
    ['yes', 'yes', 'unknown', 2],
    ['yes', 'yes', 'non-disabled', 3],
    ['yes', 'no', 'unknown', 1],
    ['yes', 'no', 'non-disabled', 7],
    ['no', 'yes', 'non-disabled', 1],
  ];
  const alone = await shown(members);
  t.notOk(alone.refused);
  t.same(await shown(members, [boardOf(members)]), alone);
});
