import t, { type Test } from 'tap';
import { board, cases, leavers, recruitment, staff, type Table } from './organisation.js';
import { results, rowsOf, shown } from './run.js';

/** Bank and Medical WRES, Model Employer, disparity ratios and boards when something is empty, unknown or missing: that row says so, the others are right. */
const standards = 'wres,bank-wres,medical-wres,model-employer,disparity-ratio';
const run = (tables: Readonly<Record<string, Table>>) =>
  results(t, tables, ['--standard', standards, '--organisation', 'RXX', '--years', '1']);
const head = (table: Table): Table => table.slice(0, 1);
const value = (made: ReturnType<typeof run>, id: string, row = 'all') => shown(rowsOf(made.run, id).get(row)!.value);

/** What nothing here touches: 42 of 108 staff, 6 of 11 active bank workers and 9 of 17 doctors are BME. */
const othersAreRight = (t: Test, made: ReturnType<typeof run>, code = 0): void => {
  t.equal(made.code, code);
  t.equal(value(made, 'wres.1'), String(Math.round(42e9 / 108) / 1e9));
  t.equal(value(made, 'bank-wres.representation'), String(Math.round(6e9 / 11) / 1e9));
  t.equal(value(made, 'medical-wres.grade'), String(Math.round(9e9 / 17) / 1e9));
  t.equal(value(made, 'model-employer', 'band=8a'), '3');
  t.equal(value(made, 'disparity-ratio', 'tier=lower-to-upper'), '3.25');
};

t.test('no cases at all: no events among bank workers, and not 0 or 1', async (t) => {
  const made = run({ staff, leavers, recruitment, cases: head(cases) });
  // A table of headers alone is an error of the input: everything else is still given.
  othersAreRight(t, made, 3);
  for (const id of ['bank-wres.disciplinary', 'bank-wres.dismissal']) t.equal(value(made, id), 'no-events', id);
  t.equal(value(made, 'medical-wres.consultant-recruitment'), '2.5');
});

t.test('tables that are missing are named, each on the rows that need it', async (t) => {
  const now = staff.filter((row, i) => i === 0 || row.at(-1) === '31-Mar-2025');
  const made = run({ staff: now });
  othersAreRight(t, made);
  const what = (id: string, row = 'all') => {
    const { value } = rowsOf(made.run, id).get(row)!;
    return value.status === 'not-supplied' ? value.what : value.status;
  };
  t.equal(what('bank-wres.disciplinary'), 'cases table');
  t.equal(what('medical-wres.consultant-recruitment'), 'recruitment table');
  t.equal(what('bank-wres.survey-5'), 'survey table');
  t.equal(what('model-employer.people-added'), 'staff snapshot of the year before');
  const band = rowsOf(made.run, 'model-employer').get('band=8a')!;
  t.match(band.progress, { status: 'not-supplied', what: 'baseline snapshot' });
  t.match(band.appointments, { status: 'not-supplied', what: 'leavers table' });
  t.notOk(band.levers, 'no levers without leavers');
});

t.test('bank workers of whom nothing says when they worked are not counted as active', async (t) => {
  const [names = []] = staff;
  const without = staff.map((row) => row.filter((_, i) => !/^Last /.test(String(names[i]))));
  const made = run({ staff: without, cases });
  for (const id of ['bank-wres.representation', 'bank-wres.disciplinary', 'bank-wres.dismissal'])
    t.match(rowsOf(made.run, id).get('all')!.value, { status: 'not-supplied', what: /Last Shift|Last Worked/ }, id);
  t.equal(value(made, 'medical-wres.grade'), String(Math.round(9e9 / 17) / 1e9));
});

t.test('everybody of unknown ethnicity: shares of 0 beside an unknown share of 1, and no ratio', async (t) => {
  const at = staff[0]!.indexOf('Ethnic Origin');
  const made = run({
    staff: staff.map((row, i) => row.map((cell, j) => (i > 0 && j === at ? 'Z' : cell))),
    leavers,
    cases,
  });
  for (const id of ['wres.1', 'bank-wres.representation', 'medical-wres.grade']) {
    t.equal(value(made, id), '0', id);
    t.equal(rowsOf(made.run, id).get('all')!.unknownShare, 1, id);
  }
  for (const id of ['bank-wres.disciplinary', 'bank-wres.dismissal']) t.equal(value(made, id), 'no-group-members', id);
  for (const tier of ['lower-to-middle', 'middle-to-upper', 'lower-to-upper'])
    t.equal(rowsOf(made.run, 'disparity-ratio').get(`tier=${tier}`)!.value.status, 'undefined', tier);
  // Nobody is known to be BME: parity is a share of 0, and no band is short of it.
  t.match(rowsOf(made.run, 'model-employer').get('band=8a'), {
    value: { value: 0 },
    representation: { status: 'undefined' },
  });
  // Sex is known: 3.25 becomes (5 / 9) / (12 / 34) for men over women.
  t.equal(value(made, 'disparity-ratio.sex', 'tier=lower-to-upper'), String(Math.round(5e9 / 9 / (12 / 34)) / 1e9));
});

t.test('one applicant for a consultant post: nobody in the other group', async (t) => {
  const consultant = recruitment.filter((row, i) => i === 0 || (row[8] === 'YC72' && row[2] === 'Yes')).slice(0, 2);
  const made = run({ staff, leavers, cases, recruitment: consultant });
  othersAreRight(t, made);
  t.equal(value(made, 'medical-wres.consultant-recruitment'), 'no-group-members');
  t.match(rowsOf(made.run, 'medical-wres.consultant-recruitment').get('all')!.reading, { evidence: 'not calculable' });
});

t.test('an organisation without a board among others: it is in no profile, and the others are counted', async (t) => {
  const people: Table = [
    ['Organisation', ...staff[0]!],
    ...['RXX', 'RAA', 'RBB'].flatMap((code) => staff.slice(1, 3).map((row) => [code, ...row])),
  ];
  const of = (codes: readonly string[]): Table => [
    ['Organisation', ...board[0]!],
    ...codes.flatMap((code) => board.slice(1).map((row) => [code, ...row])),
  ];
  const profile = (codes: readonly string[]) =>
    rowsOf(
      results(t, { staff: people, board: of(codes) }, [
        '--standard',
        'board-profile',
        '--by',
        'organisation',
        '--years',
        '1',
      ]).run,
      'board-profile',
    ).get('all')!;
  // Two boards with two BME members each.
  t.match(profile(['RXX', 'RAA']), { value: { value: 0 }, added: { organisations: 2, without: ['RBB'] } });
  t.not(profile([]).value.status, 'ok', 'no board at all');
});
