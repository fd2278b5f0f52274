/** One style sheet for the pages: system fonts, NHS blue, every pair of colours at 4.5 to 1 or more. */
export const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; font: 1.1875rem/1.5 Arial, sans-serif; color: #212b32; background: #fff; }
header { background: #005eb8; color: #fff; padding: 0.75rem 1.25rem; display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: center; }
header p { margin: 0; font-weight: 700; }
header a { color: #fff; margin-right: 1rem; }
main { max-width: 62rem; margin: 0 auto; padding: 1.25rem; }
main:focus { outline: none; }
h1 { font-size: 2rem; line-height: 1.2; } h2 { font-size: 1.5rem; margin-top: 2.5rem; } h3 { font-size: 1.1875rem; }
a { color: #005eb8; } a:focus, button:focus, input:focus, select:focus, summary:focus, [tabindex]:focus-visible { outline: 4px solid #212b32; outline-offset: 0; background-color: #ffeb3b; color: #212b32; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 0; top: 0; padding: 0.5rem 1.25rem; }
code, pre { font: 1rem/1.4 ui-monospace, monospace; } pre { overflow-x: auto; background: #f0f4f5; padding: 0.75rem; } code { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; } caption { text-align: left; font-weight: 700; padding: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid #4c6272; overflow-wrap: break-word; } td.number { text-align: right; }
.scroll { overflow-x: auto; } #dropped:empty { display: none; } #dropped { margin: 0.75rem 0 0; overflow-wrap: anywhere; } th span { display: block; font-weight: 400; } summary { cursor: pointer; overflow-wrap: anywhere; padding: 0.5rem 0; color: #005eb8; font-weight: 700; }
@media (max-width: 40rem) { .lines thead { position: absolute; left: -999rem; } .lines tr { display: block; padding: 0.5rem 0; border-bottom: 1px solid #4c6272; } .lines th, .lines td { display: block; border: 0; padding: 0; } .lines td:first-child { font-weight: 700; } }
button, .button { font: inherit; font-weight: 700; color: #fff; background: #00703c; border: 0; border-radius: 4px; padding: 0.6rem 1.1rem; cursor: pointer; text-decoration: none; display: inline-block; }
button.second { background: #4c6272; } button:disabled { background: #4c6272; cursor: default; }
label { font-weight: 700; display: block; } .hint { color: #4c6272; margin: 0 0 0.5rem; }
input, select { font: inherit; padding: 0.4rem; border: 2px solid #4c6272; background: #fff; color: #212b32; max-width: 100%; }
.field { margin: 0 0 1.5rem; } .drop { border: 3px dashed #4c6272; padding: 1.25rem; } .drop.over { border-color: #005eb8; background: #f0f4f5; }
.error { border: 4px solid #d5281b; padding: 0.75rem 1.25rem; margin: 0 0 1.5rem; } .error h2 { margin: 0; }
.tag { border: 1px solid #212b32; padding: 0 0.4rem; white-space: nowrap; } [hidden] { display: none; }
.method { font-weight: 700; border: 2px solid #005eb8; color: #005eb8; padding: 0 0.4rem; margin-right: 0.5rem; }
`;
