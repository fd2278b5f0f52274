import { type Held, using } from './held.js';
import type { Source } from './offer.js';
import type { Asked } from './options.js';
import { maySeeAll } from './permit.js';
import { problems } from './problem.js';
import { bufferOf, hashOf, withSettled } from './runs.js';
import type { Service } from './service.js';
import { inTurn } from './store/sql.js';
import type { Identity } from './who.js';

const tries = 5;
/** How many earlier questions stand beside a new one, and of how many extracts they are remembered. */
const [mostBeside, mostExtracts] = [16, 1_000];

/** Questions about the same files that the same organisation was answered, those that can stand beside one another. */
export function rememberQuestions() {
  const all = new Map<string, Map<string, Asked>>();
  const alike = ({ options }: Asked): string => {
    const { by: _by, standards: _standards, against: _against, ...rest } = options;
    return hashOf(rest);
  };
  const name = (organisation: string, { made }: Held, asked: Asked) =>
    JSON.stringify([organisation, made, alike(asked)]);
  return {
    beside(organisation: string, held: Held, asked: Asked): readonly Asked[] {
      const own = hashOf(asked.options);
      const others = [...(all.get(name(organisation, held, asked)) ?? [])];
      return others.flatMap(([key, other]) => (key === own ? [] : [other])).slice(-mostBeside);
    },
    add(organisation: string, held: Held, asked: Asked): void {
      const at = name(organisation, held, asked);
      const before = all.get(at) ?? new Map<string, Asked>();
      if (all.size >= mostExtracts && !all.has(at)) all.delete([...all.keys()][0] as string);
      all.set(at, before.set(hashOf(asked.options), asked));
    },
  };
}

/** Those of one organisation wait for one another: what is released next must know what was released before. */
export function takeTurns(): <T>(organisation: string, work: () => Promise<T>) => Promise<T> {
  const all = new Map<string, ReturnType<typeof inTurn>>();
  return (organisation, work) => {
    const turn = all.get(organisation) ?? inTurn();
    all.set(organisation, turn);
    return turn(work);
  };
}

/** Results as the organisation's earlier releases let them be. */
export interface Judged {
  readonly bytes: Buffer;
  /** Hash of what they depend on, earlier releases too. */
  readonly manifest: string;
  /** What to enter before they leave: the line, judged by so many before it. Nothing when all of it was given before. */
  readonly ledger?: { readonly after: number; readonly line: string };
}

/**
 * Releases results by everything that the organisation was given or keeps. `enter` must enter the line before anything leaves, and says undefined when another
 * release came between: then it is judged again.
 */
export function judge<T>(
  service: Service,
  organisation: string,
  held: Held,
  asked: Asked,
  enter: (judged: Judged) => Promise<T | undefined>,
): Promise<T> {
  const { pool, questions, runs, store } = service;
  const manifest = runs.manifest(held, asked);
  return service.inTurn(organisation, async () => {
    for (let n = 0; n < tries; n++) {
      const past = await store.releases.past(organisation);
      const beside = questions.beside(organisation, held, asked);
      const task = { kind: 'run', rows: held.rows, asked, ...withSettled(held), ledger: past.text, beside } as const;
      const done = await using(held, () => pool.make(task));
      const bytes = bufferOf(done);
      const line = 'line' in done ? done.line : undefined;
      const entered = await enter({
        bytes,
        manifest: hashOf([manifest, past.text, beside]),
        ...(line === undefined ? {} : { ledger: { after: past.lines, line } }),
      });
      if (entered === undefined) continue;
      questions.add(organisation, held, asked);
      return entered;
    }
    throw problems.busy('Others of the organisation are being given results.', 5);
  });
}

/**
 * The results a caller may have. Who may see exact figures gets them released by themselves, as the command line does: breakdowns asked one by one tell them
 * nothing new. Who may not gets what earlier answers to the organisation leave room for, so that answers put side by side never undo one another.
 */
export async function sourceFor(service: Service, who: Identity, held: Held, asked: Asked): Promise<Source> {
  const { runs, store } = service;
  if (maySeeAll(who)) return runs.of(held, asked);
  const question = runs.manifest(held, asked);
  const as = (manifest: string) => `${held.id}/${manifest}`;
  const earlier = (): Source | undefined => {
    const manifest = held.given.get(question);
    const bytes = manifest === undefined ? undefined : runs.here(`${as(manifest)}/json`);
    return manifest === undefined || !bytes ? undefined : { key: as(manifest), manifest, run: async () => bytes };
  };
  const found = earlier();
  if (found) return found;
  return judge(service, who.organisation, held, asked, async ({ bytes, manifest, ledger }) => {
    const entered = !ledger || (await store.releases.enter(who.organisation, ledger.after, ledger.line));
    if (!entered) return undefined;
    held.given.set(question, manifest);
    runs.keep(`${as(manifest)}/json`, bytes);
    return { key: as(manifest), manifest, run: async () => bytes };
  });
}
