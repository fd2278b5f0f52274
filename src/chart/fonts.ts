import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Cut = '' | '-Bold' | '-Oblique' | '-BoldOblique';

/** The file of one cut of DejaVu Sans Condensed, which the package brings: nothing is drawn in a font of the machine. */
export const fontFile = (cut: Cut): string =>
  join(
    dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')),
    'ttf',
    `DejaVuSansCondensed${cut}.ttf`,
  );

/**
 * A drawing that was laid out in Arial, in DejaVu Sans Condensed under the attributes given: DejaVu is wider, so that its condensed cut is used at 0.94 of
 * the size. Example: `font-size="13px"` becomes `font-size="12.22px"`.
 */
export const inDejaVu = (svg: string, family: string): string =>
  svg
    .replace(/font-family="[^"]*"/g, family)
    .replace(/font-size="([\d.]+)px"/g, (_, size: string) => `font-size="${(Number(size) * 0.94).toFixed(2)}px"`);
