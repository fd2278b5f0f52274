import type { IStylesOptions } from 'docx';

export const INK = {
  text: '212B32',
  soft: '4C6272',
  pale: '36454F',
  hair: 'E3E7EA',
  rule: 'C9D0D4',
  deep: '12436D',
} as const;

const spacing = (before: number, after: number) => ({
  spacing: { before: before * 20, after: after * 20, line: 259, lineRule: 'auto' as const },
});

/** Sizes are half points: 20 is 10 pt. Headings are Word's own styles, so that its navigation and screen readers find them. */
export const styles: IStylesOptions = {
  default: {
    document: {
      run: { font: 'Arial', size: 21, color: INK.text, language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 120, line: 269, lineRule: 'auto' } },
    },
    title: { run: { size: 44, bold: true }, paragraph: spacing(0, 6) },
    heading1: { run: { size: 34, bold: true, color: INK.text }, paragraph: { ...spacing(0, 8), keepNext: true } },
    heading2: { run: { size: 25, bold: true, color: INK.text }, paragraph: { ...spacing(12, 4), keepNext: true } },
    hyperlink: { run: { color: '005EB8', underline: { type: 'single' } } },
  },
  paragraphStyles: [
    { id: 'Lead', name: 'Lead', basedOn: 'Normal', quickFormat: true, run: { size: 23 } },
    { id: 'Note', name: 'Note', basedOn: 'Normal', quickFormat: true, run: { size: 20, color: INK.pale } },
    {
      id: 'HowToRead',
      name: 'How to read',
      basedOn: 'Note',
      paragraph: {
        ...spacing(4, 10),
        indent: { left: 160 },
        border: { left: { style: 'single', size: 12, space: 6, color: INK.rule } },
      },
    },
    {
      id: 'Eyebrow',
      name: 'Eyebrow',
      basedOn: 'Normal',
      run: { size: 20, color: INK.soft },
      paragraph: { ...spacing(0, 2), keepNext: true },
    },
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      run: { size: 20 },
      paragraph: { ...spacing(10, 4), keepNext: true },
    },
    {
      id: 'Cell',
      name: 'Table text',
      basedOn: 'Normal',
      run: { size: 18 },
      paragraph: { spacing: { before: 40, after: 40, line: 240, lineRule: 'auto' } },
    },
    { id: 'SmallCell', name: 'Table text, small', basedOn: 'Cell', run: { size: 16 } },
    { id: 'Fact', name: 'Fact', basedOn: 'Normal', run: { size: 19 }, paragraph: spacing(0, 3) },
  ],
};
