import { escapeHtml, page } from './html.js';

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
  }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, unknown>> };
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, unknown>> }>
  >;
}
export interface OpenApi {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const parameters = (of: string, { parameters = [] }: Operation): string =>
  parameters.length === 0
    ? ''
    : `<div class="scroll" tabindex="0" role="region" aria-label="Parameters of ${escapeHtml(of)}"><table><thead><tr><th scope="col">Parameter</th><th scope="col">Where</th><th scope="col">What</th></tr></thead><tbody>${parameters
        .map(
          (p) =>
            `<tr><th scope="row"><code>${escapeHtml(p.name)}</code>${p.required ? ' (needed)' : ''}</th><td>${escapeHtml(p.in)}</td><td>${escapeHtml(p.description ?? '')}</td></tr>`,
        )
        .join('')}</tbody></table></div>`;

const types = (content: Readonly<Record<string, unknown>> = {}): string =>
  Object.keys(content)
    .map((type) => `<code>${escapeHtml(type)}</code>`)
    .join(', ');

const answers = ({ responses = {} }: Operation): string =>
  `<ul>${Object.entries(responses)
    .map(
      ([status, r]) =>
        `<li><strong>${escapeHtml(status)}</strong> ${escapeHtml(r.description ?? '')} ${types(r.content)}</li>`,
    )
    .join('')}</ul>`;

const operation = (path: string, method: string, o: Operation): string => `
<h3><span class="method">${escapeHtml(method.toUpperCase())}</span><code>${escapeHtml(path)}</code></h3>
<p>${escapeHtml(o.summary ?? '')}${o.description ? `. ${escapeHtml(o.description)}` : ''}</p>
${parameters(`${method.toUpperCase()} ${path}`, o)}
${o.requestBody ? `<p>Body: ${types(o.requestBody.content)}</p>` : ''}
<details><summary>Answers of ${escapeHtml(method.toUpperCase())} ${escapeHtml(path)}</summary>${answers(o)}</details>`;

/** The reference page, drawn from the OpenAPI document: no script, nothing from elsewhere. */
export function referencePage(api: OpenApi): string {
  const all = Object.entries(api.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, o]) => ({ path, method, o, tag: o.tags?.[0] ?? 'other' })),
  );
  const tags = [...new Set(all.map((a) => a.tag))];
  const title = (tag: string): string => `${tag.charAt(0).toUpperCase()}${tag.slice(1)}`;
  return page(
    'API reference',
    `<h1>API reference</h1>
<p>${escapeHtml(api.info.description ?? '')}</p>
<p>Version ${escapeHtml(api.info.version)}. The contract as data: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<ul>${tags.map((tag) => `<li><a href="#${tag}">${title(tag)}</a></li>`).join('')}</ul>
${tags
  .map(
    (tag) =>
      `<h2 id="${tag}">${title(tag)}</h2>${all
        .filter((a) => a.tag === tag)
        .map((a) => operation(a.path, a.method, a.o))
        .join('')}`,
  )
  .join('\n')}`,
  );
}
