const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text without what no page and no XML may hold: control characters become spaces, half a character becomes its replacement. */
export const printable = (value: string): string =>
  value
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd');

/** Text for HTML content and attributes, printable. */
export const escapeHtml = (value: string): string => printable(value).replace(/[&<>"']/g, (c) => ENTITIES[c]!);

/** Text for a quoted CSS string: everything but letters, digits, spaces and a few harmless marks as a hexadecimal escape. */
export const escapeCss = (value: string): string =>
  value.replace(/[^A-Za-z0-9 .,:·-]/gu, (c) => `\\${c.codePointAt(0)!.toString(16)} `);

/** Only web addresses become links; anything else stays text. */
export const safeHref = (href: string | undefined): string | undefined =>
  href !== undefined && /^https?:\/\/[^\s"'<>]+$/i.test(href) ? href : undefined;
