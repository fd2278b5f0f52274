import { page } from './html.js';

/** The page at /: drop an extract, see the check, the figures and the report. Without script it says what else there is. */
export const homePage = (needsKey: boolean, keepMinutes: number): string =>
  page(
    'Check an extract and see its figures',
    `<h1>Check an extract and see its figures</h1>
<p>Send the files of an ESR-style extract. They are read in memory on the machine that runs this service, names and dates of birth are dropped, and what is left is wiped after ${keepMinutes} minutes or when you delete it.</p>
<noscript><p>This page needs script. Without it use the command line or the <a href="/docs">API</a>.</p></noscript>
<div id="errors" class="error" role="alert" tabindex="-1" hidden><h2>There is a problem</h2><ul></ul></div>
<form id="form" novalidate>
${
  needsKey
    ? '<div class="field"><label for="key">API key</label><p class="hint" id="key-hint">Stays in this page and is forgotten when it is closed.</p><input id="key" type="password" autocomplete="off" spellcheck="false" aria-describedby="key-hint"></div>'
    : ''
}
<div class="field drop" id="drop"><label for="files">Files</label><p class="hint" id="files-hint">Workbooks (.xlsx) or CSV; several files make one extract. Choose them, or drop them here.</p><input id="files" type="file" multiple accept=".xlsx,.csv" aria-describedby="files-hint"><p id="dropped"></p></div>
<div class="field"><label for="as-at">Date of the staff snapshot, if no file says it</label><input id="as-at" type="date"></div>
<div class="field"><label for="standard">Standard</label><select id="standard"><option value="wres">WRES</option><option value="wdes">WDES</option><option value="">All there are</option></select></div>
<div class="field"><label for="policy">Small numbers</label><select id="policy"><option value="board">For a board: 1 to 4 hidden</option><option value="publish">To publish: 1 to 7 hidden, the rest rounded to 5</option><option value="internal">Nothing hidden: only for those who hold the records</option></select></div>
<button id="send" type="submit">Read the files</button>
</form>
<p id="status" role="status"></p>
<section id="found" aria-labelledby="check-title" hidden>
<h2 id="check-title" tabindex="-1">The check</h2>
<p id="check-said"></p>
<div class="scroll lines" tabindex="0" role="region" aria-labelledby="issues-caption"><table><caption id="issues-caption">Problems and notes</caption><thead><tr><th scope="col">Kind</th><th scope="col">Where</th><th scope="col">What, and what to do</th></tr></thead><tbody id="issues"></tbody></table></div>
<details id="more" hidden><summary id="more-said">Show more</summary><div class="scroll lines" tabindex="0" role="region" aria-labelledby="more-caption"><table><caption id="more-caption">Further problems and notes</caption><thead><tr><th scope="col">Kind</th><th scope="col">Where</th><th scope="col">What, and what to do</th></tr></thead><tbody id="more-issues"></tbody></table></div></details>
<h2 id="figures-title">The figures</h2>
<div class="scroll lines" tabindex="0" role="region" aria-labelledby="figures-caption"><table><caption id="figures-caption">Main figure of each indicator</caption><thead><tr><th scope="col">Indicator</th><th scope="col">Figure</th><th scope="col">In words</th></tr></thead><tbody id="figures"></tbody></table></div>
<section id="snapshots" aria-labelledby="snapshots-title" hidden>
<h2 id="snapshots-title">Compare two snapshots</h2>
<p class="hint" id="snapshots-hint">Each is counted by the rules in force then, with the events of the twelve months before it.</p>
<div class="field"><label for="before">Then</label><select id="before" aria-describedby="snapshots-hint"></select></div>
<div class="field"><label for="after">Now</label><select id="after" aria-describedby="snapshots-hint"></select></div>
<p><button type="button" id="compare">Compare</button> <button type="button" class="second" id="comparison">Comparison as CSV</button></p>
<div id="side-by-side" class="scroll lines" tabindex="0" role="region" aria-labelledby="comparison-caption" hidden><table><caption id="comparison-caption">Main figure of each indicator then and now</caption><thead><tr><th scope="col">Indicator</th><th scope="col">Then</th><th scope="col">Now</th><th scope="col">Change</th></tr></thead><tbody id="changes"></tbody></table></div>
</section>
<h2>Take it with you</h2>
<p><button type="button" id="report">Download the board report</button> <button type="button" class="second" id="pdf">Report as PDF</button> <button type="button" class="second" id="docx">Report for Word</button> <button type="button" class="second" id="xlsx">Report for Excel</button></p>
<p><button type="button" class="second" id="csv">Figures as CSV</button> <button type="button" class="second" id="json">Figures as JSON</button> <button type="button" class="second" id="delete">Delete the extract now</button></p>
</section>`,
    '/assets/upload.js',
  );
