import { crc32, deflateRawSync } from 'node:zlib';

/** One part of a hand-made ZIP. Everything that a directory can lie about may be overridden. */
export interface Part {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly stored?: boolean;
  /** Sizes after the data instead of before it, as writers to a pipe do. */
  readonly descriptor?: boolean;
  readonly zip64?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly size?: number;
  /** The packed bytes, when `data` is too large to make. */
  readonly packed?: Uint8Array;
  readonly crc?: number;
}

const u16 = (n: number): Buffer => {
  const b = Buffer.alloc(2);
  b.writeUInt16LE(n);
  return b;
};
const u32 = (n: number): Buffer => {
  const b = Buffer.alloc(4);
  b.writeUInt32LE(n >>> 0);
  return b;
};
const u64 = (n: number): Buffer => {
  const b = Buffer.alloc(8);
  b.writeBigUInt64LE(BigInt(n));
  return b;
};

/** A ZIP archive of the parts, in order (APPNOTE 6.3.10: 4.3.7 local headers, 4.3.12 directory, 4.3.14 ZIP64). */
export function makeZip(
  parts: readonly Part[],
  options: { readonly zip64?: boolean; readonly count?: number } = {},
): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data as string);
    const packed = part.packed ? Buffer.from(part.packed) : part.stored ? data : deflateRawSync(data);
    const method = part.method ?? (part.stored ? 0 : 8);
    const crc = part.crc ?? crc32(data);
    const size = part.size ?? data.length;
    const flags = (part.flags ?? 0) | (part.descriptor ? 8 : 0);
    const name = Buffer.from(part.name);
    const early = part.descriptor ? [u32(0), u32(0), u32(0)] : [u32(crc), u32(packed.length), u32(size)];
    const head = Buffer.concat([
      u32(0x04034b50),
      u16(20),
      u16(flags),
      u16(method),
      u32(0),
      ...early,
      u16(name.length),
      u16(0),
      name,
    ]);
    const tail = part.descriptor
      ? Buffer.concat([u32(0x08074b50), u32(crc), u32(packed.length), u32(size)])
      : Buffer.alloc(0);
    const extra = part.zip64
      ? Buffer.concat([u16(1), u16(24), u64(size), u64(packed.length), u64(offset)])
      : Buffer.alloc(0);
    const big = 0xffffffff;
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(45),
        u16(45),
        u16(flags),
        u16(method),
        u32(0),
        u32(crc),
        u32(part.zip64 ? big : packed.length),
        u32(part.zip64 ? big : size),
        u16(name.length),
        u16(extra.length),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(part.zip64 ? big : offset),
        name,
        extra,
      ]),
    );
    local.push(head, packed, tail);
    offset += head.length + packed.length + tail.length;
  }
  const central = Buffer.concat(directory);
  const count = options.count ?? parts.length;
  const end64 = options.zip64
    ? Buffer.concat([
        u32(0x06064b50),
        u64(44),
        u16(45),
        u16(45),
        u32(0),
        u32(0),
        u64(count),
        u64(count),
        u64(central.length),
        u64(offset),
        u32(0x07064b50),
        u32(0),
        u64(offset + central.length),
        u32(1),
      ])
    : Buffer.alloc(0);
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(options.zip64 ? 0xffff : count),
    u16(options.zip64 ? 0xffff : count),
    u32(central.length),
    u32(options.zip64 ? 0xffffffff : offset),
    u16(0),
  ]);
  return Buffer.concat([...local, central, end64, end]);
}
