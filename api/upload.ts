import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Library } from '../src/index.js';
import type { Limits } from './config.js';
import type { Budget } from './held.js';
import { type Fault, Problem, problems } from './problem.js';
import { type Given, type Settings, settings, settingsOf } from './settings.js';
import type { Sent } from './work/tasks.js';

/** What came with an upload. `release` gives back the room its bytes took. */
export interface Upload extends Settings {
  readonly files: readonly Sent[];
  /** The same for the same files and fields. */
  readonly fingerprint: string;
  readonly release: () => void;
}

const settingBytes = 1_048_576;
const mostSettings = 40;

/** A name as a person would see it: the last part, printable, no longer than a file name may be. */
const nameOf = (given: string): string =>
  ([...(given.split(/[/\\]/).at(-1) ?? '')].filter((c) => c >= ' ' && c !== '\u007f').join('') || 'file').slice(-200);

/** A setting typed into a form has no file name to say what it is: a header makes it CSV. */
const textName = (setting: string, text: string): string =>
  `${setting}.${/^\ufeff?"?organisation"?\s*,/i.test(text) ? 'csv' : 'yaml'}`;

/** Reads a multipart body while it arrives, counting as it comes: no more than allowed is ever held. Throws problems; then nothing is held. */
export async function readUpload(
  request: FastifyRequest,
  limits: Limits,
  budget: Budget,
  library: Library,
): Promise<Upload> {
  if (!request.isMultipart())
    throw new Problem(
      415,
      'no-such-content-type',
      'Send the files as multipart/form-data, each in a part named "files".',
    );
  // A client that stalls in the middle is let go.
  const deadline = setTimeout(() => request.raw.destroy(), limits.requestMilliseconds);
  let held = 0;
  const release = (): void => {
    budget.give(held);
    held = 0;
  };
  const taken = async (part: MultipartFile, most: number): Promise<Uint8Array> => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of part.file as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > most) throw tooLarge(most);
      budget.take(chunk.length);
      held += chunk.length;
      chunks.push(chunk);
    }
    if (part.file.truncated) throw tooLarge(most);
    const whole = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  };
  const files: Sent[] = [];
  const given: Given = new Map();
  const faults: Fault[] = [];
  try {
    const parts = request.parts({
      limits: {
        fileSize: limits.fileBytes + 1,
        files: limits.files + mostSettings,
        fields: mostSettings,
        fieldSize: settingBytes,
        parts: limits.files + mostSettings,
      },
    });
    for await (const part of parts) {
      const setting = settings.find((s) => s === part.fieldname);
      if (setting !== undefined) {
        const text =
          part.type === 'file' ? new TextDecoder().decode(await taken(part, settingBytes)) : String(part.value);
        const name = part.type === 'file' ? nameOf(part.filename) : textName(setting, text);
        const before = given.get(setting) ?? [];
        if (before.length > 0 && setting !== 'public') faults.push({ detail: 'Given twice.', pointer: `/${setting}` });
        if (text.trim() !== '') given.set(setting, [...before, { text, name }]);
      } else if (part.type === 'file' && ['files', 'file'].includes(part.fieldname)) {
        if (files.length >= limits.files)
          throw new Problem(413, 'too-large', `One upload takes ${limits.files} files.`);
        files.push({ name: nameOf(part.filename), bytes: await taken(part, limits.fileBytes) });
      } else {
        if (part.type === 'file') part.file.resume();
        faults.push({ detail: problems.unknownKeys([part.fieldname]), pointer: `/${part.fieldname.slice(0, 40)}` });
      }
    }
    if (files.length === 0)
      faults.push({ detail: 'There is no file; send at least one in a part named "files".', pointer: '/files' });
    const read = await settingsOf(given, library, faults);
    if (faults.length > 0) throw problems.wrongRequest(faults);
    const made: Upload = { files, ...read, fingerprint: fingerprintOf(files, given), release };
    return made;
  } catch (fault) {
    release();
    const { code } = fault as { readonly code?: string };
    if (code === 'FST_PARTS_LIMIT' || code === 'FST_FILES_LIMIT' || code === 'FST_FIELDS_LIMIT')
      throw new Problem(413, 'too-large', `One upload takes ${limits.files} files and ${mostSettings} settings.`);
    if (!(fault instanceof Problem) && !code?.startsWith('FST_'))
      throw problems.wrongRequest([
        { detail: 'The upload ended too early or is not well-formed multipart/form-data.' },
      ]);
    throw fault;
  } finally {
    clearTimeout(deadline);
  }
}

const tooLarge = (most: number) =>
  new Problem(
    413,
    'too-large',
    `A file is larger than ${Math.floor(most / 1_048_576)} MiB, which is the most the service takes.`,
  );

function fingerprintOf(files: readonly Sent[], given: Given): string {
  const hash = createHash('sha256');
  const add = (text: string | Uint8Array): void => void hash.update(String(text.length)).update('\0').update(text);
  for (const { name, bytes } of files) {
    add(name);
    add(bytes);
  }
  for (const name of settings) {
    add(name);
    for (const { text } of given.get(name) ?? []) add(text);
  }
  return hash.digest('base64url');
}
