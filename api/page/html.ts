const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c] as string);

/** A whole page: its style and script are files of this service, so that the content policy can forbid everything else. */
export const page = (title: string, main: string, script?: string): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/assets/page.css">
<link rel="icon" href="data:,">
${script === undefined ? '' : `<script type="module" src="${script}"></script>\n`}</head>
<body>
<a class="skip" href="#main">Skip to the main content</a>
<header><p><a href="/">Workforce equality engine</a></p><nav aria-label="Pages"><a href="/">Check an extract</a> <a href="/docs">API reference</a></nav></header>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`;
