import { z } from 'zod';
import { comparisonSchema } from './comparison.js';
import { contracts, tableNames } from './index.js';
import type { ParsedList } from './lists.js';
import { rowSchema } from './row.js';
import { runSchema } from './run.js';
import type { ColumnSpec, TableContract } from './table.js';

type Lists = Readonly<Record<string, ParsedList>>;
type Json = Readonly<Record<string, unknown>>;

/** Texts that stand for a missing value in the tables the engine writes. */
const missingValues = ['', '-', 'NULL', 'null', 'N/A', '#N/A'] as const;

function fieldType(spec: ColumnSpec): Json {
  switch (spec.type) {
    case 'date':
      return { type: 'date', format: 'default' };
    case 'number':
      return { type: 'number' };
    case 'yes-no':
      return {
        type: 'boolean',
        trueValues: ['Yes', 'yes', 'Y', 'TRUE', 'true', '1'],
        falseValues: ['No', 'no', 'N', 'FALSE', 'false', '0'],
      };
    default:
      return { type: 'string' };
  }
}

function field(name: string, spec: ColumnSpec, lists: Lists): Json {
  const [title, ...aliases] = spec.headers;
  const codes = spec.type === 'code' && spec.list ? lists[spec.list] : undefined;
  const constraints = {
    ...(spec.required ? { required: true } : {}),
    ...(codes ? { enum: [...codes.codes.keys()] } : {}),
  };
  return {
    name,
    title,
    description: spec.description,
    ...fieldType(spec),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
    aliases,
    ...(codes ? { codeList: codes.id } : {}),
  };
}

/**
 * The Frictionless Table Schema of a table in its plain form: one column per canonical name or any of its printed headers (`title`,
 * `aliases`), code ids as values. Labels and local spellings are read as well; they are in the code lists. Columns that are dropped on read
 * are not in it, so that nobody is asked for them.
 */
export function frictionless(contract: TableContract, lists: Lists): Json {
  const fields = Object.entries(contract.columns)
    .filter(([, spec]) => spec.type !== 'personal')
    .map(([name, spec]) => field(name, spec, lists));
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    name: contract.table,
    title: contract.title,
    description: contract.grain,
    missingValues,
    fields,
  };
}

/** JSON Schema 2020-12. `readOnly` would say something about the service that an immutable array does not mean. */
const jsonSchema = (schema: z.ZodType): Json =>
  z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });

const pretty = (json: Json): string => `${JSON.stringify(json, null, 2)}\n`;

/** Every generated file, by its path inside `schemas`. A test compares them with those committed. */
export function generatedFiles(lists: Lists): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const name of tableNames) {
    files.set(`json/${name}.schema.json`, pretty(jsonSchema(rowSchema(contracts[name]))));
    files.set(`frictionless/${name}.json`, pretty(frictionless(contracts[name], lists)));
  }
  files.set('json/results.schema.json', pretty(jsonSchema(runSchema)));
  files.set('json/comparison.schema.json', pretty(jsonSchema(comparisonSchema)));
  return files;
}
