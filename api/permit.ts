import type { FastifyRequest } from 'fastify';
import type { Held } from './held.js';
import type { Asked } from './options.js';
import { problems } from './problem.js';
import type { Service } from './service.js';

/** Whether a policy hides nothing. */
export const isExact = ({ library }: Pick<Service, 'library'>, policy: string): boolean =>
  library.policies[policy]?.hide === undefined;

/** Exact figures need the right to them, and leave a line in the audit before they are given. */
export async function permit(
  service: Service,
  request: FastifyRequest,
  held: Pick<Held, 'made'>,
  { policy }: Asked,
): Promise<void> {
  if (!isExact(service, policy)) return;
  const { who } = request;
  if (!who.scopes.includes('exact'))
    throw problems.forbidden(
      `The policy "${policy}" hides nothing; the role ${who.role} or this key may not see exact figures. Leave "policy" out.`,
    );
  await service.audit(who, 'exact-figures', {
    policy,
    route: request.routeOptions.url ?? '',
    input: service.keyed(held.made),
  });
}
