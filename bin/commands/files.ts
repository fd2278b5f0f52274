import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Cover, type Extract, frameworks, type OwnLabels, publicData, readOwnLabels } from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';
import { say } from './say.js';

/** The text of a file a person named. Throws WrongUse when it cannot be read. */
export async function text(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new WrongUse(`Cannot read ${path}.`);
  }
}

/** A person's own words for groups, from the YAML file of --labels: `whole`, and `groups` by dimension and group. */
export async function ownLabels(args: Args): Promise<OwnLabels> {
  const path = args.text('labels');
  if (path === undefined) return {};
  const { parse } = await import('yaml');
  const refuse = (what: string): WrongUse => new WrongUse(`The labels ${basename(path)} cannot be used: ${what}.`);
  let read: unknown;
  try {
    read = parse(await text(path));
  } catch (fault) {
    if (fault instanceof WrongUse) throw fault;
    throw refuse((fault as Error).message.split('\n')[0] as string);
  }
  const reading = readOwnLabels(read);
  if (reading.status === 'refused') throw refuse(reading.reason);
  return reading.labels;
}

/** The trusts table with its blanks filled from the published files of --public. */
export async function withPublic(args: Args, extract: Extract): Promise<Extract> {
  const files = args.all('public');
  if (files.length === 0) return extract;
  const { trusts } = extract.tables;
  if (!trusts) throw new WrongUse('--public fills a table of trusts: give one with Trust and Region among the files.');
  const { fillTrusts, readPublicFile } = await publicData();
  const read = await Promise.all(
    files.map(async (path) => {
      const reading = await readPublicFile({ name: basename(path), path });
      if (reading.status === 'refused') throw new WrongUse(`--public: ${reading.reason}`);
      for (const data of reading.data) say(`${data.file}: read as "${data.title}", ${data.figures.length} figures`);
      return reading.data;
    }),
  );
  return { ...extract, tables: { ...extract.tables, trusts: fillTrusts(trusts, read.flat()) } };
}

/** The extract with the self-assessment tool that --framework names: a YAML file, or one that is shipped. */
export async function withFrameworkOf(args: Args, extract: Extract): Promise<Extract> {
  const wanted = args.text('framework');
  if (wanted === undefined) return extract;
  const { frameworkFolder, readFramework, withFramework } = await frameworks();
  const path = /\.ya?ml$/i.test(wanted) ? wanted : `${frameworkFolder}/${basename(wanted)}.yaml`;
  const reading = readFramework(await text(path));
  if (reading.status === 'ok') return withFramework(extract, reading.framework, basename(path));
  throw new WrongUse(`The framework ${basename(path)} cannot be used:\n  ${reading.reasons.join('\n  ')}\n`);
}

/** The cover fields of a report: a YAML file of the names in docs/report.md. */
export async function readCover(path: string | undefined): Promise<{ readonly cover?: Cover }> {
  if (path === undefined) return {};
  const { parse } = await import('yaml');
  try {
    return { cover: parse(await text(path)) as Cover };
  } catch (fault) {
    if (fault instanceof WrongUse) throw fault;
    throw new WrongUse(`${basename(path)} is not YAML: ${(fault as Error).message.split('\n')[0]}`);
  }
}
