import { deserialize, serialize } from 'node:v8';
import { type Extract, handing } from '../../src/index.js';
import type { Rows } from './tasks.js';

/** An extract as one shared buffer. */
export async function toRows(extract: Extract): Promise<Rows> {
  const { packRows } = await handing();
  const tables = Object.fromEntries(Object.entries(extract.tables).map(([name, rows]) => [name, packRows(rows)]));
  const bytes = serialize({ ...extract, tables });
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  bytes.fill(0);
  return shared;
}

type Packed = Omit<Extract, 'tables'> & {
  readonly tables: Readonly<Record<string, Parameters<Awaited<ReturnType<typeof handing>>['unpackRows']>[0]>>;
};

/** The extract of a shared buffer, as it is with this organisation chosen. */
export async function fromRows(rows: Rows, organisation: string | undefined): Promise<Extract> {
  const { chooseOrganisation, unpackRows } = await handing();
  const packed = deserialize(Buffer.from(new Uint8Array(rows))) as Packed;
  const tables = Object.fromEntries(Object.entries(packed.tables).map(([name, t]) => [name, unpackRows(t)]));
  return chooseOrganisation({ ...packed, tables }, organisation);
}
