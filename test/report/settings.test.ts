import t from 'tap';
import { loadLibrary, reportSettings } from '../../src/index.js';
import { reportDocument } from '../../src/report/index.js';
import { sectionText } from '../../src/report/text.js';
import { exampleRun, released } from './example-run.js';

t.test('definition, source, band and warning come from the edition', async (t) => {
  const library = await loadLibrary();
  const settings = reportSettings(library, exampleRun);
  t.same(settings.band, [0.8, 1.25]);
  t.equal(settings.unknownWarning, 0.05);
  const edition = library.editions.wres!['2025']!;
  const wording = edition.indicators['wres.3']!['official-wording']!;
  t.equal(settings.indicators!['wres.3']!.definition, wording.value);
  t.equal(settings.indicators!['wres.3']!.source!.title, wording.source.title);
  t.ok(
    settings.sources!.every((s) => s.clause === undefined && /^https?:/.test(s.href!)),
    'sources without the figures of others',
  );
  const document = reportDocument(released(exampleRun), settings);
  const said = document.sections.flatMap(sectionText).join('\n');
  t.match(said, String(wording.value));
  t.match(said, wording.source.title);
});

t.test('an edition that is not there adds nothing', async (t) => {
  const library = await loadLibrary();
  const run = { results: exampleRun.results.map((r) => ({ ...r, edition: 'none' })) };
  const settings = reportSettings(library, run);
  t.same(settings.sources, []);
  t.equal(settings.band, undefined);
  t.match(settings.indicators!['wres.3'], { title: 'Formal disciplinary process' });
});
