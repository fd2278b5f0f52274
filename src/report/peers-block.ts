import type { Result } from '../release/result.js';
import { percentNumber, percentText, ratioNumber, ratioText } from '../words/report-numbers.js';
import { funnelPlaces, peersSentence, standings } from '../words/roll-up.js';
import { text } from './text.js';
import type { Block } from './types.js';

/** Where the organisation lies among those counted with it; nothing when it was counted alone. */
export function peerBlocks({ funnel, unit }: Result): readonly Block[] {
  if (funnel?.status !== 'ok') return [];
  const shown = (n: number): string => (unit === 'ratio' ? ratioText(ratioNumber(n)) : percentText(percentNumber(n)));
  const [inner, outer] = funnel.limits;
  if (!inner || !outer) return [];
  const range = (l: { readonly lower: number; readonly upper: number }) => `${shown(l.lower)} to ${shown(l.upper)}`;
  return [
    {
      kind: 'note',
      text: text(
        peersSentence({
          organisations: funnel.organisations,
          place: funnelPlaces[funnel.place],
          standing: standings[funnel.standing ?? 'usual'],
          target: shown(funnel.target),
          inner: range(inner),
          outer: range(outer),
        }),
      ),
    },
  ];
}
