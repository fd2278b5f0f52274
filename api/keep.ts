import type { Held } from './held.js';
import { judge } from './judged.js';
import type { Asked } from './options.js';
import { isExact } from './permit.js';
import type { Service } from './service.js';
import type { NewResult, Stored } from './store/results.js';
import type { Identity } from './who.js';

const dayMilliseconds = 86_400_000;
const [exactDays, mostExactDays] = [30, 365];

/**
 * Releases results and keeps them. What hides anything is judged by the organisation's earlier releases and entered among them in the same commit, so that
 * kept results never undo one another; exact figures are kept with an end instead.
 */
export async function keepReleased(
  service: Service,
  who: Identity,
  held: Held,
  asked: Asked,
  more: Pick<NewResult, 'options' | 'once'> & { readonly days?: number },
): Promise<Stored> {
  const { runs, store } = service;
  const { days, ...given } = more;
  const exact = isExact(service, asked);
  const most = exact ? Math.min(days ?? exactDays, mostExactDays) : days;
  const result = {
    ...given,
    organisation: who.organisation,
    by: who.name,
    policy: asked.policy,
    exact,
    ...(most === undefined ? {} : { expires: new Date(Date.now() + most * dayMilliseconds).toISOString() }),
  };
  if (!exact)
    return judge(service, who.organisation, held, asked, ({ bytes, ...judged }) =>
      store.results.keep({ ...result, body: bytes.toString('utf8'), ...judged }),
    );
  const { run, manifest } = runs.of(held, asked);
  const body = (await run()).toString('utf8');
  return (await store.results.keep({ ...result, body, manifest })) as Stored;
}
