import type { FastifyRequest } from 'fastify';
import type { Held } from './held.js';
import type { Asked } from './options.js';
import { problems } from './problem.js';
import type { Service } from './service.js';
import type { Identity } from './who.js';

/** Whether a policy hides nothing. */
export const isExact = ({ library }: Pick<Service, 'library'>, { policy, ownPolicy }: Asked): boolean =>
  (ownPolicy ?? library.policies[policy])?.hide === undefined;

/** Whether somebody may see figures with nothing hidden. */
export const maySeeAll = ({ scopes }: Identity): boolean => scopes.includes('exact');

/** Exact figures, and rules of one's own that may hide as little, need the right to them, and leave a line in the audit before they are given. */
export async function permit(
  service: Service,
  request: FastifyRequest,
  held: Pick<Held, 'made'>,
  asked: Asked,
): Promise<void> {
  if (!needsRight(service, asked)) return;
  const { who } = request;
  const { policy, ownPolicy } = asked;
  if (!maySeeAll(who))
    throw problems.forbidden(
      ownPolicy
        ? `Rules of your own may hide nothing; the role ${who.role} or this key takes board or publish. Leave "policy" out.`
        : `The policy "${policy}" hides nothing; the role ${who.role} or this key may not see exact figures. Leave "policy" out.`,
    );
  await service.audit(who, ownPolicy ? 'own-policy' : 'exact-figures', {
    policy,
    route: request.routeOptions.url ?? '',
    input: service.keyed(held.made),
  });
}

/** Whether this question needs the right to exact figures. */
export const needsRight = (service: Pick<Service, 'library'>, asked: Asked): boolean =>
  asked.ownPolicy !== undefined || isExact(service, asked);
