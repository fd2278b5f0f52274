import { refuse } from '../say.js';
import type { Budget } from './counted.js';
import type { ZipEntry } from './entries.js';
import { eachElement } from './part.js';
import { isTrue } from './tags.js';

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

/** More relationships than any workbook within the other limits has. */
const mostRelationships = 10_000;

/** Finds the parts of a workbook. Throws `FileRefused` when they do not fit together. */
export async function partsOf(entries: readonly ZipEntry[], budget: Budget): Promise<WorkbookParts> {
  const { file } = budget;
  const damaged = (how: string) => refuse('file-damaged', { file }, how);
  const byPath = new Map(entries.map((entry) => [keyOf(entry.name), entry]));
  const relationships = async (of: string): Promise<readonly Relationship[]> => {
    const cut = of.lastIndexOf('/') + 1;
    const entry = byPath.get(keyOf(`${of.slice(0, cut)}_rels/${of.slice(cut)}.rels`));
    return entry ? relationshipsOf(entry, of.slice(0, cut), budget) : [];
  };

  const main = (await relationships('')).find((r) => r.type === 'officeDocument');
  const workbook = main && byPath.get(keyOf(main.path));
  if (!workbook) throw damaged('it does not say where its workbook is');
  const { sheets, date1904 } = await workbookOf(workbook, budget);
  const parts = await relationships(main.path);
  const byId = new Map(parts.map((r) => [r.id, r]));
  const first = (type: string): ZipEntry | undefined => {
    const found = parts.find((r) => r.type === type);
    return found && byPath.get(keyOf(found.path));
  };
  if (parts.some((r) => r.type === 'vbaProject' || /macrosheet/i.test(r.type))) throw refuse('file-macros', { file });
  if (parts.some((r) => r.type === 'externalLink')) throw refuse('file-external-links', { file });
  return {
    sheets: sheets.map(({ name, hidden, id }): SheetPart => {
      const relationship = byId.get(id);
      const entry = relationship && byPath.get(keyOf(relationship.path));
      if (!relationship || !entry) throw damaged(`the rows of sheet "${name}" are missing`);
      return { name, hidden, kind: kindOf(relationship.type, name, file), entry };
    }),
    date1904,
    styles: first('styles'),
    strings: first('sharedStrings'),
  };
}

interface Listed {
  readonly name: string;
  readonly hidden: boolean;
  /** Id of the relationship to its part. */
  readonly id: string;
}

/** The sheets that the workbook part lists, in the order of their tabs, and its date system. */
async function workbookOf(entry: ZipEntry, budget: Budget) {
  const { file, limits } = budget;
  const sheets: Listed[] = [];
  let root = true;
  let found = 0;
  let date1904 = false;
  await eachElement(entry, budget, ({ name, closing, attribute, prefixed }) => {
    if (root && name !== 'workbook') throw refuse('file-zip', { file });
    root = false;
    if (closing) return;
    if (name === 'workbookPr') date1904 = isTrue(attribute('date1904'));
    if (name !== 'sheet' || ++found > limits.sheets) return;
    const hidden = (attribute('state') ?? 'visible') !== 'visible';
    sheets.push({ name: attribute('name') ?? '', hidden, id: prefixed('id') ?? '' });
  });
  if (found === 0) throw refuse('file-damaged', { file }, 'it has no sheets');
  if (found > limits.sheets) throw refuse('sheets-too-many', { file }, found, limits.sheets);
  return { sheets, date1904 };
}

function kindOf(type: string, sheet: string, file: string): SheetPart['kind'] {
  if (type === 'worksheet') return 'worksheet';
  if (type === 'chartsheet') return 'chart sheet';
  if (type === 'dialogsheet') return 'dialog sheet';
  throw refuse('sheet-not-understood', { file, sheet }, 'something other than cells');
}

async function relationshipsOf(entry: ZipEntry, folder: string, budget: Budget): Promise<readonly Relationship[]> {
  const { file } = budget;
  const found: Relationship[] = [];
  await eachElement(entry, budget, ({ name, closing, attribute }) => {
    if (name !== 'Relationship' || closing || attribute('TargetMode') === 'External') return;
    if (found.length >= mostRelationships) throw refuse('file-damaged', { file }, 'it has too many relationships');
    found.push({
      id: attribute('Id') ?? '',
      type: (attribute('Type') ?? '').replace(/^.*\//, ''),
      path: resolve(folder, attribute('Target') ?? '', file),
    });
  });
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
