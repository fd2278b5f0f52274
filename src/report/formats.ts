import { docx } from './docx.js';
import { html } from './html.js';
import { noPdf, pdf } from './pdf.js';
import type { ReportDocument } from './types.js';
import { xlsx } from './xlsx.js';

export const reportFormats = ['html', 'pdf', 'docx', 'xlsx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const writers: Readonly<Record<ReportFormat, (document: ReportDocument) => Promise<Uint8Array>>> = {
  html: async (document) => new TextEncoder().encode(await html(document)),
  pdf,
  docx,
  xlsx,
};

/** Why a format cannot be made on this machine, and what can; undefined when it can. Only PDF is not everywhere. */
export const cannotWrite = (format: ReportFormat): string | undefined => (format === 'pdf' ? noPdf() : undefined);

/**
 * One report document in one format: the same sentences, figures and order in each. The same document gives the same bytes. Throws an Error where
 * `cannotWrite` says why. Example: "9 of 725 BME staff (1.2%)" is a sentence in `html`, `pdf` and `docx`; in a table of `xlsx` it is 9, 725 and 0.012.
 */
export const writeReport = (document: ReportDocument, format: ReportFormat): Promise<Uint8Array> =>
  writers[format](document);
