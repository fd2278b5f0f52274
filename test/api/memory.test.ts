import t from 'tap';
import { burst, levelNow } from './burst.js';
import { serving } from './serve.js';

t.test('memory returns to its level after a burst', async (t) => {
  const s = await serving();
  t.teardown(s.close);
  // The first burst loads what every later one needs.
  await burst(s, 2, 2_000);
  const before = await levelNow();
  for (let n = 0; n < 2; n++) await burst(s, 3, 2_000);
  const after = await levelNow();
  t.equal(s.service.budget.used(), 0, 'no byte of an upload or extract is held');
  t.equal(s.service.runs.bytes(), 0, 'no answer of an extract is kept');
  t.equal(s.service.extracts.count(), 0);
  // One extract of 2,000 rows alone is more than 1 MB of rows and answers.
  const said = `${JSON.stringify(before)} then ${JSON.stringify(after)}`;
  t.ok(after.buffers - before.buffers < 1, `buffers ${said}`);
  t.ok(after.heap - before.heap < 8, `heap ${said}`);
});
