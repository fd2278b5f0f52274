import { describe as describeIndicator, describeText, standardOf } from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';
import { libraryFor } from './common.js';

export async function describe(args: Args): Promise<number> {
  const library = await libraryFor(args);
  const [id] = args.files;
  const editionOf = (standard: string) => {
    const all = library.editions[standard] ?? {};
    const name = args.text('edition') ?? Object.keys(all).sort().at(-1)!;
    const edition = all[name];
    if (!edition)
      throw new WrongUse(`There is no ${standard} edition "${name}"; there are ${Object.keys(all).join(', ')}.`);
    return edition;
  };
  if (id === undefined) {
    const list = library.indicators.map((i) => ({
      indicator: i.id,
      title: i.title,
      editions: Object.keys(library.editions[standardOf(i.id)] ?? {}),
    }));
    process.stdout.write(
      args.flag('json')
        ? `${JSON.stringify(list, null, 2)}\n`
        : `${list.map((l) => `${l.indicator.padEnd(10)} ${l.title} (editions ${l.editions[0]} to ${l.editions.at(-1)})`).join('\n')}\n`,
    );
    return 0;
  }
  const indicator = library.indicators.find((i) => i.id === id);
  if (!indicator)
    throw new WrongUse(
      `There is no indicator "${id.slice(0, 40)}"; there are ${library.indicators.map((i) => i.id).join(', ')}.`,
    );
  const description = describeIndicator(indicator, editionOf(standardOf(indicator.id)));
  process.stdout.write(args.flag('json') ? `${JSON.stringify(description, null, 2)}\n` : describeText(description));
  return 0;
}
