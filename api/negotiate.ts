import { problems } from './problem.js';

interface Range {
  readonly type: string;
  readonly q: number;
}

const rangesOf = (accept: string): readonly Range[] =>
  accept
    .split(',')
    .slice(0, 50)
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((p) => p.trim().toLowerCase());
      const q = Number(parameters.find((p) => p.startsWith('q='))?.slice(2) ?? 1);
      return { type, q: Number.isFinite(q) ? q : 0 };
    });

const fits = (range: string, offer: string): boolean =>
  range === '*/*' || range === offer || (range.endsWith('/*') && offer.startsWith(range.slice(0, -1)));

/**
 * The offered media type that the Accept header likes best; at equal liking the one offered first, which is also the answer to no header.
 * Throws the problem 406 that names the offers. Example: a header that likes CSV at 1 and anything at 0.1 gives CSV.
 */
export function negotiate<T extends string>(accept: string | undefined, offers: readonly T[]): T {
  const ranges = rangesOf(accept === undefined || accept.trim() === '' ? '*/*' : accept);
  const liking = (offer: string): number => {
    const own = ranges.filter((r) => fits(r.type, offer));
    // The most exact range speaks for an offer: `text/csv;q=0` refuses CSV beside `*/*`.
    return own.sort((a, b) => b.type.replaceAll('*', '').length - a.type.replaceAll('*', '').length)[0]?.q ?? 0;
  };
  const [best] = offers.map((offer) => ({ offer, q: liking(offer) })).sort((a, b) => b.q - a.q);
  if (!best || best.q <= 0) throw problems.notAcceptable(offers);
  return best.offer;
}
