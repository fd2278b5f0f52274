import t from 'tap';
import { chartSpec, png, svg } from '../../src/chart/index.js';
import { textWidth } from '../../src/chart/text-width.js';
import { exampleRun, released } from '../report/example-run.js';

const spec = chartSpec(released(exampleRun), { indicator: 'wres.3', width: 'wide' });

t.test('text widths are those of Arial', async (t) => {
  t.equal(textWidth('27.9%', 1000), 2835, '556 + 556 + 278 + 556 + 889');
  t.equal(textWidth('BME', 1000, 'bold'), 2222, '722 + 833 + 667');
  t.equal(textWidth('', 13), 0);
});

t.test('an SVG is one named image', async (t) => {
  const image = await svg(spec, { id: 'one' });
  t.match(image, /^<svg [^>]*role="img" aria-labelledby="one-t one-d"><title id="one-t">WRES 3: /);
  t.match(image, /<desc id="one-d">WRES 3: BME over White 1\.61, 95% interval 0\.93 to 2\.76/);
  const inside = image.slice(image.indexOf('</desc>'));
  t.notMatch(inside, /aria-|role=|<title|<desc/, 'no generated label inside');
  t.notMatch(inside, /1\.606|0\.9342/, 'no raw precision');
  t.notMatch(inside, /href|url\(|<script|<style/);
});

t.test('ids differ between charts and do not change from run to run', async (t) => {
  const other = chartSpec(released(exampleRun), { indicator: 'wres.9', width: 'wide' });
  const id = (image: string): string => /aria-labelledby="(\S+)-t /.exec(image)?.[1] ?? '';
  const [a, b, c] = [await svg(spec), await svg(other), await svg(spec)];
  t.not(id(a), id(b));
  t.equal(a, c, 'the same bytes');
});

t.test('text from data is escaped', async (t) => {
  const hostile = chartSpec(released(exampleRun), {
    indicator: 'wres.3',
    width: 'wide',
    indicators: { 'wres.3': { title: '</title><script>alert(1)</script> & "more"' } },
  });
  const image = await svg(hostile, { id: 'x"><script>' });
  t.notMatch(image, /<script/);
  t.match(image, /&lt;\/title&gt;&lt;script&gt;/);
});

t.test('a PNG is drawn from the package’s own fonts', async (t) => {
  const image = await png(spec, { scale: 2 });
  t.same([...image.slice(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const wide = new DataView(image.buffer, image.byteOffset).getUint32(16);
  t.ok(wide > 1200 && wide <= 1360, `${wide} pixels: twice 680 at most`);
  t.same(await png(spec, { scale: 2 }), image, 'the same bytes');
  const blank = await png(chartSpec(released(exampleRun), { indicator: 'wres.4', width: 'wide' }), { scale: 2 });
  t.ok(image.length > 3000 && blank.length > 2000, 'letters were drawn');
});
