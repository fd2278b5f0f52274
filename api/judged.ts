import { type Held, using } from './held.js';
import type { Source } from './offer.js';
import type { Asked } from './options.js';
import { maySeeAll } from './permit.js';
import { problems } from './problem.js';
import { bufferOf, hashOf, withSettled } from './runs.js';
import type { Service } from './service.js';
import type { Entry } from './store/ledger.js';
import { inTurn } from './store/sql.js';
import type { Identity } from './who.js';

const tries = 5;
/** How many earlier questions stand beside a new one. */
const mostBeside = 16;

/** What questions that can stand beside one another are about: the same files, asked alike but for breakdowns, standards and the group compared with. */
function aboutOf(service: Service, { made }: Held, { options }: Asked): string {
  const { by: _by, standards: _standards, against: _against, ...rest } = options;
  return service.keyed(`${made} ${hashOf(rest)}`);
}

/** A question as it is kept: without what belongs to what, which came with the files. */
function written({ options, ...asked }: Asked): string {
  const { hierarchy: _, rollUp, ...rest } = options;
  return JSON.stringify({ ...asked, options: { ...rest, ...(rollUp ? { rollUp: { levels: rollUp.levels } } : {}) } });
}

function restored(text: string, { read: { hierarchy } }: Held): Asked {
  const { options, ...asked } = JSON.parse(text) as Asked;
  if (!hierarchy) return { ...asked, options };
  const { rollUp } = options;
  return { ...asked, options: { ...options, hierarchy, ...(rollUp ? { rollUp: { ...rollUp, hierarchy } } : {}) } };
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
  /** What to enter before they leave. Nothing when all of it was given before in answer to the same question. */
  readonly ledger?: Entry;
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
  const { pool, runs, store } = service;
  const [about, name] = [aboutOf(service, held, asked), hashOf(asked.options)];
  const manifest = runs.manifest(held, asked);
  return service.inTurn(organisation, async () => {
    for (let n = 0; n < tries; n++) {
      const past = await store.releases.past(organisation);
      const known = await store.releases.questions(organisation, about);
      const others = known.filter((q) => q.name !== name).slice(-mostBeside);
      const beside = others.map((q) => restored(q.asked, held));
      const question = known.some((q) => q.name === name) ? {} : { question: { about, name, asked: written(asked) } };
      const task = { kind: 'run', rows: held.rows, asked, ...withSettled(held), ledger: past.text, beside } as const;
      const done = await using(held, () => pool.make(task));
      const bytes = bufferOf(done);
      const line = 'line' in done ? done.line : undefined;
      const entered = await enter({
        bytes,
        manifest: hashOf([manifest, past.text, beside]),
        ...(line === undefined && !('question' in question)
          ? {}
          : { ledger: { after: past.lines, ...(line === undefined ? {} : { line }), ...question } }),
      });
      if (entered === undefined) continue;
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
    const entered = !ledger || (await store.releases.enter(who.organisation, ledger));
    if (!entered) return undefined;
    held.given.set(question, manifest);
    runs.keep(`${as(manifest)}/json`, bytes);
    return { key: as(manifest), manifest, run: async () => bytes };
  });
}
