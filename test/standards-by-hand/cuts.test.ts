import t from 'tap';
import { board, files, recruitment, staff, type Table } from './organisation.js';
import { results, rowsOf, shown } from './run.js';

const at9 = (x: number): string => String(Math.round(x * 1e9) / 1e9);
const cut = (by: string) =>
  results(t, { staff: files.staff!, recruitment }, [
    ...['--standard', 'wres', '--organisation', 'RXX', '--years', '1'],
    ...['--by', by],
  ]).run;

t.test('WRES 2 by band, by staff group, clinical or not, and internal or external', async (t) => {
  const expected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    // White 8 of 21 and 4 of 10; BME 4 + 8 of 20 + 10, and 2 of 10; consultants 3 of 6 and 1 of 5.
    band: { 'band=5': 8 / 21 / (12 / 30), 'band=6': 4 / 10 / (2 / 10), 'band=medical': 3 / 6 / (1 / 5) },
    'staff-group': {
      'staff-group=nursing-midwifery': 12 / 31 / (14 / 40),
      'staff-group=medical-dental': 3 / 6 / (1 / 5),
    },
    block: { 'block=clinical': 12 / 31 / (14 / 40), 'block=medical': 3 / 6 / (1 / 5) },
    // Band 6 is filled from inside; all else from outside: 8 + 3 of 21 + 6, 12 + 1 of 30 + 5.
    applicant: { 'applicant=internal': 4 / 10 / (2 / 10), 'applicant=external': 11 / 27 / (13 / 35) },
  };
  for (const [by, rows] of Object.entries(expected)) {
    const run = cut(by);
    for (const [name, value] of Object.entries(rows))
      t.equal(shown(rowsOf(run, 'wres.2').get(name)!.value), at9(value), name);
    t.notOk(by === 'applicant' && [...rowsOf(run, 'wres.1').keys()].some((n) => n.startsWith('applicant')));
  }
});

t.test('boards of four organisations by their number of BME and of disabled members', async (t) => {
  // RXX has 2 BME members of 10 (1 not stated), RAA none of 2, RBB 1 of 3, RCC 4 of 4. Disabled: 2, 1, 0 and 0.
  const boards: Table = [
    ['Organisation', ...board[0]!],
    ...board.slice(1).map((row) => ['RXX', ...row]),
    ...['A,Yes', 'A,No'].map((who) => ['RAA', 'Member', 'Yes', 'No', ...who.split(','), 'Female']),
    ...['A,No', 'A,No', 'N,No'].map((who) => ['RBB', 'Member', 'Yes', 'No', ...who.split(','), 'Female']),
    ...['H,No', 'H,No', 'N,No', 'K,No'].map((who) => ['RCC', 'Member', 'Yes', 'No', ...who.split(','), 'Female']),
  ].map((row, i) => row.map((cell, j) => (i > 0 && j === 1 ? `Member ${i}` : cell)));
  const people: Table = [
    ['Organisation', ...staff[0]!],
    ...['RXX', 'RAA', 'RBB', 'RCC'].flatMap((code) => staff.slice(1, 3).map((row) => [code, ...row])),
  ];
  const { run } = results(t, { staff: people, board: boards }, [
    ...['--standard', 'board-profile', '--by', 'organisation', '--years', '1'],
  ]);
  const of = (indicator: string) => rowsOf(run, indicator).get('all')!;
  const counts = (indicator: string) =>
    Object.fromEntries(of(indicator).parts.map((p) => [p.group, `${p.n} of ${p.base}`]));
  t.match(of('board-profile'), { value: { value: 1 } });
  t.same(counts('board-profile'), { none: '1 of 4', one: '1 of 4', two: '1 of 4', 'three-or-more': '1 of 4' });
  t.match(of('board-profile.disability'), { value: { value: 2 } });
  t.same(counts('board-profile.disability'), {
    none: '2 of 4',
    one: '1 of 4',
    two: '1 of 4',
    'three-or-more': '0 of 4',
  });
  // 1 not stated of 19 members.
  t.equal(at9(of('board-profile').unknownShare as number), at9(1 / 19));
});

t.test('one board is no profile of boards, and says so', async (t) => {
  const { run } = results(t, { staff, board }, ['--standard', 'board-profile', '--organisation', 'RXX']);
  t.match(rowsOf(run, 'board-profile').get('all')!.value, {
    status: 'not-supplied',
    what: 'boards of several organisations',
  });
});

t.test('the survey by sex and by ethnic group, where respondents say', async (t) => {
  const survey = (policy: string, by: string) =>
    results(t, { staff, 'survey-responses': files['survey-responses']! }, [
      ...['--standard', 'wres,wdes', '--organisation', 'RXX', '--years', '1', '--by', by, '--policy', policy],
    ]).run;
  const bySex = survey('internal', 'sex');
  // From the public. Women: White 4 of 8 + 4, BME 6 of 6 + 6. Men: White 4 of 4 + 4, BME 0 of 4.
  t.equal(shown(rowsOf(bySex, 'wres.5').get('sex=female')!.value), at9(600 / 12 - 400 / 12));
  t.equal(shown(rowsOf(bySex, 'wres.5').get('sex=male')!.value), at9(0 - 400 / 8));
  // Managers, with a condition: women 6 of 4 + 6, men 0 of 4; without: women 6 of 8 + 6, men 4 of 4 + 4.
  t.equal(shown(rowsOf(bySex, 'wdes.4a.managers').get('sex=female')!.value), at9(600 / 10 - 600 / 14));
  t.equal(shown(rowsOf(bySex, 'wdes.4a.managers').get('sex=male')!.value), at9(0 - 400 / 8));
  // Black 6 of 12, Asian 0 of 4, White 8 of 20; of women 6 of 12 and 4 of 12.
  const both = survey('internal', 'ethnicity-5,sex');
  t.equal(
    shown(rowsOf(survey('internal', 'ethnicity-5'), 'wres.5').get('ethnicity-5=asian')!.value),
    at9(0 - 800 / 20),
  );
  t.equal(shown(rowsOf(both, 'wres.5').get('ethnicity-5=black sex=female')!.value), at9(600 / 12 - 400 / 12));
  t.notOk(rowsOf(both, 'wres.5').has('ethnicity-5=black sex=male'), 'nobody');
  // A board sees neither sex of BME respondents, since four men are too few and women would tell them; without a breakdown it sees all 16.
  const board = survey('board', 'sex');
  t.equal(shown(rowsOf(board, 'wres.5').get('all')!.value), at9(600 / 16 - 800 / 20));
  for (const sex of ['female', 'male']) {
    const r = rowsOf(board, 'wres.5').get(`sex=${sex}`)!;
    t.equal(r.value.status, 'suppressed', sex);
    t.match(
      r.parts.find((p) => p.group === 'bme'),
      { n: { status: 'suppressed' }, base: { status: 'suppressed' } },
    );
  }
});
