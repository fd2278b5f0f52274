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

const titles = new Map();

function headOf(indicator) {
  const head = element('th', indicator, element('span', titles.get(indicator) ?? ''));
  head.scope = 'row';
  return head;
}

/** Of each indicator the figure with the fewest groups. */
function mainOf(figures) {
  const main = new Map();
  for (const f of figures) {
    const size = Object.keys(f.breakdown).length;
    const before = main.get(f.indicator);
    if (!before || size < Object.keys(before.breakdown).length) main.set(f.indicator, f);
  }
  return [...main.values()];
}

function showFigures({ results }) {
  const rows = mainOf(results.filter((r) => r.yearsBefore === undefined)).map((r) =>
    element('tr', undefined, headOf(r.indicator), element('td', figure(r)), element('td', r.working)),
  );
  at('figures').replaceChildren(...rows);
}

/** A choice of two days where the files hold several staff snapshots. */
function showSnapshots({ snapshots }) {
  const options = (chosen) =>
    snapshots.map((day) => {
      const made = element('option', day);
      made.value = day;
      made.selected = day === chosen;
      return made;
    });
  at('before').replaceChildren(...options(snapshots.at(-2)));
  at('after').replaceChildren(...options(snapshots.at(-1)));
  at('snapshots').hidden = snapshots.length < 2;
  at('side-by-side').hidden = true;
}

const compared = () => {
  const asked = question();
  asked.set('compared-with', at('before').value);
  asked.set('as-at', at('after').value);
  return asked;
};

const sideText = (side, unit) =>
  side.status === undefined ? figure({ value: side.value, unit }) : absent[side.status];

function changeText({ change, unit }) {
  if (change.status !== undefined) return absent[change.status];
  if (!change.comparable) return `not comparable: ${change.break}`;
  if (change.value.status !== 'ok') return absent[change.value.status];
  const size = unit === 'ratio' ? `${change.value.value.toFixed(2)} times` : change.value.value.toFixed(1);
  const of = ['share', 'rate', 'points'].includes(unit) ? ' percentage points' : '';
  return `${size}${of}${typeof change.reading === 'string' ? `; ${change.reading}` : ''}`;
}

async function compare() {
  try {
    at('errors').hidden = true;
    say('Comparing.');
    const { figures } = await (await ask(`/v1/extracts/${extract}/comparison?${compared()}`)).json();
    const rows = mainOf(figures).map((f) =>
      element(
        'tr',
        undefined,
        headOf(f.indicator),
        element('td', sideText(f.before, f.unit)),
        element('td', sideText(f.after, f.unit)),
        element('td', changeText(f)),
      ),
    );
    at('changes').replaceChildren(...rows);
    at('side-by-side').hidden = false;
    say('Compared.');
    at('side-by-side').focus();
  } catch (fault) {
    showProblem(fault);
  }
}

const few = 8;

function showCheck(summary, { issues }) {
  const tables = summary.tables.map((t) => `${t.table} (${t.rows.toLocaleString('en-GB')} rows)`).join(', ');
  const { error, warning, note } = summary.issues;
  at('check-said').textContent =
    `Read: ${tables}. When it was read there were ${error} errors, ${warning} warnings and ${note} notes; counting may add some.`;
  // What must be mended comes first; what is said of many places is one line.
  const order = ['error', 'warning', 'note'];
  const said = new Map();
  for (const i of issues) {
    const text = `${i.what} ${i.todo}`;
    const same = said.get(`${i.severity} ${text}`);
    if (same) same.places.push(place(i));
    else said.set(`${i.severity} ${text}`, { severity: i.severity, text, places: [place(i)] });
  }
  const lines = [...said.values()].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const rowOf = ({ severity, text, places }) =>
    element(
      'tr',
      undefined,
      element('td', severity),
      element('td', `${places[0] || 'all files'}${places.length > 1 ? ` and ${places.length - 1} more` : ''}`),
      element('td', text),
    );
  at('issues').replaceChildren(...lines.slice(0, few).map(rowOf));
  at('more-issues').replaceChildren(...lines.slice(few).map(rowOf));
  at('more').hidden = lines.length <= few;
  at('more').open = false;
  at('more-said').textContent = `Show ${lines.length - few} more`;
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
    const [summary, quality, results, { indicators }] = await Promise.all(
      [own, `${own}/data-quality`, `${own}/results?${question()}`, '/v1/indicators'].map(async (path) =>
        (await ask(path)).json(),
      ),
    );
    for (const { indicator, title } of indicators) titles.set(indicator, title);
    showCheck(summary, quality);
    showFigures(results);
    showSnapshots(summary);
    at('found').hidden = false;
    say('Done.');
    at('check-title').focus();
  } catch (fault) {
    showProblem(fault);
  } finally {
    at('send').disabled = false;
  }
}

async function take(path, accept, name, asked = question()) {
  try {
    say('Making the file.');
    const answer = await ask(`/v1/extracts/${extract}/${path}?${asked}`, { headers: { accept } });
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
  at('dropped').textContent = '';
});
at('report').addEventListener('click', () => take('report', 'text/html', 'report.html'));
const office = 'application/vnd.openxmlformats-officedocument';
for (const [kind, type] of [
  ['pdf', 'application/pdf'],
  ['docx', `${office}.wordprocessingml.document`],
  ['xlsx', `${office}.spreadsheetml.sheet`],
])
  at(kind).addEventListener('click', () => take('report', type, `report.${kind}`));
at('csv').addEventListener('click', () => take('results', 'text/csv', 'results.csv'));
at('compare').addEventListener('click', compare);
at('comparison').addEventListener('click', () => take('comparison', 'text/csv', 'comparison.csv', compared()));
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
    if (type !== 'drop' || event.dataTransfer.files.length === 0) return;
    dropped = [...event.dataTransfer.files];
    at('files').value = '';
    at('dropped').textContent = `Dropped: ${dropped.map((f) => f.name).join(', ')}`;
    say(dropped.length === 1 ? 'One file is dropped.' : `${dropped.length} files are dropped.`);
  });
