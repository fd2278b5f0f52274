import t from 'tap';
import { chartKind, chartSpec } from '../../src/chart/index.js';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import { html, reportDocument } from '../../src/report/index.js';
import { sectionText } from '../../src/report/text.js';
import { packagePolicy } from '../../src/standard/node.js';

const library = await loadLibrary();

async function released(lines: readonly string[], standard = 'wdes') {
  const text = ['Survey Year,Question,Group,Percentage,Respondents', ...lines].join('\n');
  const extract = await readExtract([{ name: 'survey.csv', bytes: new TextEncoder().encode(text) }], {
    lists: library.lists,
  });
  return evaluate(extract, library, { policy: packagePolicy('board'), standards: [standard], edition: '2025' });
}

const lines = [
  '2024,Q14a,Disabled,33.0,845',
  '2024,Q14a,Non-disabled,25.7,2615',
  '2024,Q14b,Disabled,17.77,9',
  '2024,Q14b,Non-disabled,9.5,2615',
  '2024,Q15,Disabled,51.3,25',
  '2024,Q15,Non-disabled,57.6,2615',
  '2024,Q31b,Disabled,73.4,512',
  '2024,Staff engagement,Disabled,6.68,845',
  '2024,Staff engagement,Non-disabled,7.15,2615',
];

t.test('a standard has one section for its survey questions, with each in words', async (t) => {
  const run = await released(lines);
  const document = reportDocument(run);
  const surveys = document.sections.filter((s) => /survey/.test(s.id));
  t.equal(surveys.length, 1);
  const section = surveys[0]!;
  t.equal(section.eyebrow, 'WDES 4a(i) to 9a · Staff survey');
  t.equal(section.heading, 'A gap is shown on one of two survey questions');
  const said = sectionText(section).join('\n');
  t.match(
    said,
    /WDES 4a\(i\) Harassment by patients, relatives or the public\n33\.0% of 845\n25\.7% of 2,615\n\+7\.3 \(/,
  );
  t.match(said, /WDES 4a\(ii\) Harassment by managers\nsuppressed\n9\.5% of 2,615\nsuppressed/);
  t.match(said, /WDES 8 Adjustments made for disabled staff\n73\.4% of 512\nnot asked\nno other group/);
  t.match(said, /WDES 9a Staff engagement score\n6\.68\n7\.15\n−0\.47/);
  t.notMatch(said, /668|17\.8|17\.77/, 'a score is no percentage, and nothing hidden is said');
  t.notMatch(html(document), /17\.77|0\.1777/, 'nor is it in the page');
  t.equal(document.summary.filter((s) => /Staff survey/.test(s[0]?.text ?? '')).length, 1);
});

t.test('the chart holds rounded percentages, and a hidden figure as a word only', async (t) => {
  const run = await released(lines);
  const pairs = run.results.filter((r) => chartKind(r) === 'survey-pairs').map((r) => r.indicator);
  t.same(pairs, [
    'wdes.4a.patients',
    'wdes.4a.managers',
    'wdes.4a.colleagues',
    'wdes.4b',
    'wdes.5',
    'wdes.6',
    'wdes.7',
  ]);
  for (const width of ['wide', 'narrow'] as const) {
    const spec = chartSpec(run, { indicator: pairs, width });
    const data = JSON.stringify(spec);
    t.equal(spec.usermeta.kind, 'survey-pairs');
    t.match(data, /"other":25\.7|"v":25\.7/);
    t.notMatch(data, /0\.257|17\.7|9\.5,"lo"/, `${width}: no raw share, and no mark of a pair with a hidden end`);
    t.match(data, /"suppressed"/);
    t.match(spec.description, /WDES 4a\(i\).*: disabled 33\.0%, non-disabled 25\.7%, gap \+7\.3 points, 95% interval/);
    t.match(spec.description, /WDES 4a\(ii\), Harassment by managers: suppressed\./);
  }
});

t.test('without a survey the section says so once', async (t) => {
  const run = await released(['2023,Q14a,Disabled,33.0,845'], 'wres');
  const document = reportDocument(run);
  t.notOk(document.sections.some((s) => s.id === 'wres-survey'));
  const lacking = document.sections.find((s) => s.id === 'not-supplied')!;
  const said = JSON.stringify(lacking.blocks);
  for (const id of ['WRES 5', 'WRES 6', 'WRES 7', 'WRES 8']) t.equal(said.split(`"${id}"`).length, 2, id);
});
