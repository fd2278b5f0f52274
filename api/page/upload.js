// The script of the page at /: sends files, waits for the job, shows what the API says. Text only ever goes in as text.
const at = (id) => document.getElementById(id);
const say = (text) => {
  at('status').textContent = text;
};
let extract;
let dropped;

const headers = () => {
  const key = at('key')?.value.trim();
  return key ? { authorization: `Bearer ${key}` } : {};
};

class Problem extends Error {
  constructor(body) {
    super(body.detail);
    this.lines = body.errors?.length > 0 ? body.errors : [{ detail: body.detail }];
  }
}

async function ask(path, init = {}) {
  const answer = await fetch(path, { ...init, headers: { ...headers(), ...init.headers } });
  if (!answer.ok) throw new Problem(await answer.json());
  return answer;
}

const place = ({ file, sheet, row, column }) =>
  [file, sheet, row === undefined ? undefined : `row ${row}`, column].filter((p) => p !== undefined).join(', ');

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

function showProblem(fault) {
  const lines = fault.lines ?? [{ detail: 'The service cannot be reached. Is it still running?' }];
  at('errors')
    .querySelector('ul')
    .replaceChildren(...lines.map((l) => element('li', `${place(l) ? `${place(l)}: ` : ''}${l.detail}`)));
  at('errors').hidden = false;
  at('errors').focus();
  say('');
}

const question = () => {
  const asked = new URLSearchParams({ policy: at('policy').value });
  if (at('standard').value) asked.set('standard', at('standard').value);
  return asked;
};

const absent = {
  undefined: 'not calculable',
  suppressed: 'suppressed',
  'not-supplied': 'not supplied',
  'not-in-force': 'not in force',
};
function figure({ value, unit }) {
  if (value.status !== 'ok') return absent[value.status] ?? value.status;
  if (unit === 'ratio') return `${value.value.toFixed(2)} times`;
  if (unit === 'share' || unit === 'rate') return `${(100 * value.value).toFixed(1)}%`;
  return unit === 'points' ? `${value.value.toFixed(1)} percentage points` : String(Math.round(value.value * 10) / 10);
}

function showFigures({ results }) {
  const main = new Map();
  for (const r of results) {
    if (r.yearsBefore !== undefined) continue;
    const size = Object.keys(r.breakdown).length;
    const before = main.get(r.indicator);
    if (!before || size < Object.keys(before.breakdown).length) main.set(r.indicator, r);
  }
  const rows = [...main.values()].map((r) => {
    const head = element('th', r.indicator);
    head.scope = 'row';
    return element('tr', undefined, head, element('td', figure(r)), element('td', r.working));
  });
  at('figures').replaceChildren(...rows);
}

function showCheck(summary, { issues }) {
  const tables = summary.tables.map((t) => `${t.table} (${t.rows.toLocaleString('en-GB')} rows)`).join(', ');
  const { error, warning, note } = summary.issues;
  at('check-said').textContent =
    `Read: ${tables}. When it was read there were ${error} errors, ${warning} warnings and ${note} notes; counting may add some.`;
  at('issues').replaceChildren(
    ...issues
      .slice(0, 100)
      .map((i) =>
        element(
          'tr',
          undefined,
          element('td', i.severity),
          element('td', place(i) || 'all files'),
          element('td', `${i.what} ${i.todo}`),
        ),
      ),
  );
}

async function finished(job) {
  let now = job;
  while (now.status === 'waiting' || now.status === 'working') {
    say(now.step === 'waiting' ? 'Waiting for a free place.' : 'Reading the files.');
    await new Promise((later) => setTimeout(later, 400));
    now = await (await ask(`/v1/jobs/${now.id}`)).json();
  }
  if (now.problem) throw new Problem(now.problem);
  return now.extract;
}

async function send(event) {
  event.preventDefault();
  at('errors').hidden = true;
  const files = dropped ?? [...at('files').files];
  if (files.length === 0) return showProblem(new Problem({ detail: 'Choose at least one file.' }));
  const form = new FormData();
  for (const file of files) form.append('files', file);
  if (at('as-at').value) form.append('as-at', at('as-at').value);
  at('send').disabled = true;
  at('found').hidden = true;
  try {
    say('Sending the files.');
    extract = await finished(await (await ask('/v1/extracts', { method: 'POST', body: form })).json());
    say('Counting.');
    const own = `/v1/extracts/${extract}`;
    const [summary, quality, results] = await Promise.all(
      [own, `${own}/data-quality`, `${own}/results?${question()}`].map(async (path) => (await ask(path)).json()),
    );
    showCheck(summary, quality);
    showFigures(results);
    at('found').hidden = false;
    say('Done.');
    at('check-title').focus();
  } catch (fault) {
    showProblem(fault);
  } finally {
    at('send').disabled = false;
  }
}

async function take(path, accept, name) {
  try {
    say('Making the file.');
    const answer = await ask(`/v1/extracts/${extract}/${path}?${question()}`, { headers: { accept } });
    const link = element('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    say(`Saved ${name}.`);
  } catch (fault) {
    showProblem(fault);
  }
}

at('form').addEventListener('submit', send);
at('files').addEventListener('change', () => {
  dropped = undefined;
});
at('report').addEventListener('click', () => take('report', 'text/html', 'report.html'));
at('csv').addEventListener('click', () => take('results', 'text/csv', 'results.csv'));
at('json').addEventListener('click', () => take('results', 'application/json', 'results.json'));
at('delete').addEventListener('click', async () => {
  try {
    await ask(`/v1/extracts/${extract}`, { method: 'DELETE' });
    at('found').hidden = true;
    say('The extract is deleted.');
  } catch (fault) {
    showProblem(fault);
  }
});
for (const type of ['dragover', 'dragleave', 'drop'])
  at('drop').addEventListener(type, (event) => {
    event.preventDefault();
    at('drop').classList.toggle('over', type === 'dragover');
    if (type !== 'drop') return;
    dropped = [...event.dataTransfer.files];
    say(`${dropped.length} file(s) chosen: ${dropped.map((f) => f.name).join(', ')}`);
  });
