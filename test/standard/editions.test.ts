import t from 'tap';
import { parseIso } from '../../src/core/dates.js';
import { changes } from '../../src/standard/changes.js';
import { editionFor, editionsOf, isPast, resolveEdition } from '../../src/standard/choose.js';
import { packageEditions } from '../../src/standard/node.js';

const editions = packageEditions();
const wres = (year: string) => resolveEdition(editions, 'wres', year);
const dayOf = (iso: string) => parseIso(iso) as number;

t.test('the editions of the WRES', async (t) => {
  t.same(
    editionsOf(editions, 'wres').map((e) => e.edition),
    ['2016', '2017', '2018', '2019', '2020', '2021', '2022', '2023', '2024', '2025', '2026'],
  );
  t.equal(wres('2025').from, '2025-03-31');
  t.throws(
    () => wres('2015'),
    new RangeError(
      'no wres edition "2015"; there are 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026',
    ),
  );
  t.throws(() => resolveEdition(editions, 'wrse', '2025'), /no standard "wrse"; there are .*wdes.*wres/);
});

t.test('the edition of a snapshot is the last whose own day is on or before it', async (t) => {
  const of = (iso: string) => editionFor(editions, 'wres', dayOf(iso))?.edition;
  t.equal(of('2025-03-31'), '2025');
  t.equal(of('2025-03-30'), '2024');
  t.equal(of('2026-03-30'), '2025');
  t.equal(of('2016-03-31'), '2016');
  t.equal(of('2016-03-30'), undefined, 'older than the first comparable year');
  t.equal(of('2031-01-01'), '2026');
  t.equal(editionFor(editions, 'nothing', dayOf('2025-03-31')), undefined);
  t.equal(isPast(wres('2026'), dayOf('2027-03-30')), false);
  t.equal(isPast(wres('2026'), dayOf('2027-03-31')), true, 'an edition of 2027 is missing');
});

t.test('indicator 3 changes from a two-year mean to one year, and says it is not verified', async (t) => {
  const years = (year: string) => wres(year).indicators['wres.3']?.years;
  t.equal(years('2019')?.value, 2);
  t.equal(years('2020')?.value, 1);
  t.equal(years('2026')?.value, 1);
  t.equal(years('2026')?.introduced, '2020');
  t.equal(years('2019')?.introduced, '2016');
  t.equal(years('2026')?.verified, false);
});

t.test('the band is verified for indicator 3 alone, from 2019', async (t) => {
  const band = { low: 0.8, high: 1.25 };
  for (const year of ['2019', '2025']) {
    const { indicators, parameters } = wres(year);
    t.match(indicators['wres.3']?.['likelihood-band'], { value: band, verified: true, introduced: '2019' });
    t.match(indicators['wres.2']?.['likelihood-band'], { value: band, verified: false });
    t.match(indicators['wres.4']?.['likelihood-band'], { value: band, verified: false });
    t.match(parameters['likelihood-band'], { value: band, verified: false });
  }
  t.equal(wres('2018').indicators['wres.3']?.['likelihood-band'], undefined);
});

t.test('rows are excluded for the first of these reasons', async (t) => {
  t.same(
    wres('2025').populations.workforce?.value.map((r) => r.rule),
    ['bank', 'agency', 'honorary', 'non-executive', 'not-employed', 'not-in-post'],
  );
});

t.test('every value has a source, and a verified one an address', async (t) => {
  let values = 0;
  const look = (at: string, v: unknown): void => {
    if (typeof v !== 'object' || v === null) return;
    if ('introduced' in v) {
      const { source, verified } = v as unknown as { source: { title: string; href?: string }; verified: boolean };
      values++;
      if (!source.title || (verified && (!source.href || source.title === 'project decision'))) t.fail(at);
      return;
    }
    for (const [key, inner] of Object.entries(v)) look(`${at}.${key}`, inner);
  };
  for (const edition of editionsOf(editions, 'wres')) look(edition.edition, edition);
  t.ok(values > 500, `${values} values`);
});

t.test('an edition is plain JSON and cannot be changed', async (t) => {
  const edition = wres('2025');
  t.same(JSON.parse(JSON.stringify(edition)), edition);
  t.throws(() => ((edition.parameters.bands as { value: string[] }).value[0] = 'x'), TypeError);
});

t.test('facts are of one year', async (t) => {
  t.ok(wres('2020').facts['reduced-returns']);
  t.notOk(wres('2021').facts['reduced-returns']);
});

t.test('what changed between two editions', async (t) => {
  const from2019 = changes(wres('2019'), wres('2020'));
  t.same(
    from2019.map(({ path, kind }) => [path, kind]),
    [
      ['facts.reduced-returns', 'added'],
      ['indicators.wres.3.series-break', 'added'],
      ['indicators.wres.3.years', 'changed'],
    ],
  );
  const years = from2019.at(-1);
  t.match(years, { before: { value: 2, introduced: '2016' }, after: { value: 1, introduced: '2020' } });
  t.match(years?.sentence, 'indicators.wres.3.years changes between 2019 and 2020: it is 1, was 2 (project decision');
  t.same(
    changes(wres('2020'), wres('2020')).filter((c) => !c.path.startsWith('facts.')),
    [],
  );
  const back = changes(wres('2020'), wres('2019'));
  t.match(
    back.find((c) => c.path === 'indicators.wres.3.series-break'),
    { kind: 'removed' },
  );
});
