/** The bytes of a file at random: a file on disk, an upload in memory, a Blob in the browser. */
export interface Source {
  readonly size: number;
  /** Exactly the bytes [start, start + length), or fewer where the file ends; in `into` where there is one and a copy is made. */
  read(start: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A source over bytes in memory. */
export const bytesSource = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: async (start, length) => bytes.subarray(start, start + length),
  close: async () => {},
});

/** The bytes [start, end) in order, `step` at a time. With `reuse` a chunk is good only until the next one is asked for. */
export async function* chunksOf(
  source: Source,
  start: number,
  end: number,
  step: number,
  reuse = false,
): AsyncGenerator<Uint8Array> {
  const into = reuse ? new Uint8Array(Math.min(step, end - start)) : undefined;
  for (let at = start; at < end; ) {
    const chunk = await source.read(at, Math.min(step, end - at), into);
    if (chunk.length === 0) return;
    yield chunk;
    at += chunk.length;
  }
}
