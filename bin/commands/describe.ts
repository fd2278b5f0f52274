import {
  describe as describeIndicator,
  describeText,
  type Library,
  parseDay,
  standardOf,
  statements,
} from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';
import { libraryFor } from './input.js';

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
  if (args.text('sql') !== undefined) return await printSql(args, library, editionOf);
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

/** Prints the statements that count an indicator, or a whole standard, where the data is. */
async function printSql(
  args: Args,
  library: Library,
  editionOf: (standard: string) => NonNullable<Library['editions'][string]>[string],
): Promise<number> {
  const { sqlDialects, statementsOf } = await statements();
  const dialect = sqlDialects.find((d) => d === args.text('sql'));
  if (!dialect) throw new WrongUse(`--sql takes ${sqlDialects.join(', ')}, not "${args.text('sql')?.slice(0, 40)}".`);
  const [id = ''] = args.files;
  const standards = [...new Set(library.indicators.map((i) => standardOf(i.id)))];
  const standard = standards.includes(id) ? id : standardOf(id);
  const isIndicator = library.indicators.some((i) => i.id === id);
  if (!isIndicator && !standards.includes(id))
    throw new WrongUse(`"describe --sql" needs an indicator such as wres.3, or a standard: ${standards.join(', ')}.`);
  const asAt = args.text('as-at');
  const day = asAt === undefined ? undefined : parseDay(asAt);
  if (asAt !== undefined && day === undefined)
    throw new WrongUse(`--as-at takes a date such as 2025-03-31, not "${asAt.slice(0, 40)}".`);
  try {
    const asked = {
      standard,
      edition: editionOf(standard),
      ...(isIndicator ? { indicator: id } : {}),
      ...(day === undefined ? {} : { day }),
    };
    process.stdout.write(await statementsOf(library, asked, dialect));
  } catch (fault) {
    if (fault instanceof RangeError) throw new WrongUse(`${fault.message}.`);
    throw fault;
  }
  return 0;
}
