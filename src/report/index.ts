export { reportDocument } from './document.js';
export { html } from './html.js';
export type { Cover, ReportDocument, ReportOptions } from './types.js';
