export { reportDocument } from './document.js';
export { cannotWrite, type ReportFormat, reportFormats, writeReport } from './formats.js';
export { html } from './html.js';
export type { Cover, ReportDocument, ReportOptions } from './types.js';
