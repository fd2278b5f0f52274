import { refuse } from '../say.js';
import type { Limits } from '../types.js';
import type { Budget } from './counted.js';
import type { ZipEntry } from './entries.js';
import { type Element, elementsOf } from './part.js';
import { isTrue, prefixed } from './tags.js';

/** A sheet as the workbook names it; `entry` is absent for a chart or dialog sheet. */
export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly kind: 'worksheet' | 'chart sheet' | 'dialog sheet';
  readonly entry: ZipEntry;
}

/** The parts of a workbook, found through its relationships; nothing depends on where a part lies or what it is called. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly date1904: boolean;
  readonly styles: ZipEntry | undefined;
  readonly strings: ZipEntry | undefined;
}

interface Relationship {
  readonly id: string;
  /** The last word of the type: the same in the transitional and the strict namespace. */
  readonly type: string;
  readonly path: string;
}

/** Finds the parts of a workbook. Throws `FileRefused` when they do not fit together. */
export async function partsOf(entries: readonly ZipEntry[], budget: Budget): Promise<WorkbookParts> {
  const { file, limits } = budget;
  const damaged = (how: string) => refuse('file-damaged', { file }, how);
  const byPath = new Map(entries.map((entry) => [keyOf(entry.name), entry]));
  const relationships = async (of: string): Promise<readonly Relationship[]> => {
    const cut = of.lastIndexOf('/') + 1;
    const entry = byPath.get(keyOf(`${of.slice(0, cut)}_rels/${of.slice(cut)}.rels`));
    return entry ? relationshipsOf(await elementsOf(entry, budget), of.slice(0, cut), file) : [];
  };

  const main = (await relationships('')).find((r) => r.type === 'officeDocument');
  const workbook = main && byPath.get(keyOf(main.path));
  if (!workbook) throw damaged('it does not say where its workbook is');
  const elements = await elementsOf(workbook, budget);
  if (elements[0]?.name !== 'workbook') throw refuse('file-zip', { file });
  const parts = await relationships(main.path);
  const byId = new Map(parts.map((r) => [r.id, r]));
  const first = (type: string): ZipEntry | undefined => {
    const found = parts.find((r) => r.type === type);
    return found && byPath.get(keyOf(found.path));
  };
  if (parts.some((r) => r.type === 'vbaProject' || /macrosheet/i.test(r.type))) throw refuse('file-macros', { file });

  const sheets = sheetElements(elements, limits, file).map(({ attributes }): SheetPart => {
    const name = attributes.get('name') ?? '';
    const relationship = byId.get(prefixed(attributes, 'id') ?? '');
    const entry = relationship && byPath.get(keyOf(relationship.path));
    if (!relationship || !entry) throw damaged(`the rows of sheet "${name}" are missing`);
    const hidden = (attributes.get('state') ?? 'visible') !== 'visible';
    return { name, hidden, kind: kindOf(relationship.type, name, file), entry };
  });
  const properties = elements.find((e) => e.name === 'workbookPr');
  return {
    sheets,
    date1904: isTrue(properties?.attributes.get('date1904')),
    styles: first('styles'),
    strings: first('sharedStrings'),
  };
}

function sheetElements(elements: readonly Element[], limits: Limits, file: string): readonly Element[] {
  const sheets = elements.filter((e) => e.name === 'sheet' && !e.closing);
  if (sheets.length === 0) throw refuse('file-damaged', { file }, 'it has no sheets');
  if (sheets.length > limits.sheets) throw refuse('sheets-too-many', { file }, sheets.length, limits.sheets);
  return sheets;
}

function kindOf(type: string, sheet: string, file: string): SheetPart['kind'] {
  if (type === 'worksheet') return 'worksheet';
  if (type === 'chartsheet') return 'chart sheet';
  if (type === 'dialogsheet') return 'dialog sheet';
  throw refuse('sheet-not-understood', { file, sheet }, 'something other than cells');
}

function relationshipsOf(elements: readonly Element[], folder: string, file: string): readonly Relationship[] {
  const found: Relationship[] = [];
  for (const { name, closing, attributes } of elements) {
    if (name !== 'Relationship' || closing || attributes.get('TargetMode') === 'External') continue;
    const target = attributes.get('Target') ?? '';
    found.push({
      id: attributes.get('Id') ?? '',
      type: (attributes.get('Type') ?? '').replace(/^.*\//, ''),
      path: resolve(folder, target, file),
    });
  }
  return found;
}

/** A relationship's target as a path from the root of the archive. Throws when it leads out of it. */
function resolve(folder: string, target: string, file: string): string {
  const path = target.replaceAll('\\', '/');
  const kept: string[] = [];
  for (const step of `${path.startsWith('/') ? '' : folder}${path}`.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') kept.push(step);
    else if (kept.pop() === undefined) throw refuse('zip-names', { file });
  }
  return kept.join('/');
}

/** Part names are compared without regard to case (OPC 6.2.2.3), backslashes and percent-encoding. */
function keyOf(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  return (/%[0-9a-f]{2}/i.test(slashed) ? decode(slashed) : slashed).toLowerCase();
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
