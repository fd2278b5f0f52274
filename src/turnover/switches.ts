import { setValue } from '../edition-value.js';
import type { Setting } from '../plan.js';

/** The indicator whose values the whole family is counted by, so that a choice holds for all its figures. */
export const family = 'turnover.leaver-rate';

/** What may be in or out of the count, in the order in which it is said. Source: project decision. */
export const switchNames = [
  'bank',
  'honorary',
  'doctors-in-training',
  'fixed-term-ends',
  'transfers',
  'flexi-retirement',
  'retire-and-return',
] as const;
export type SwitchName = (typeof switchNames)[number];

/** How a switch stands: `out`, `in`, or `apart` (a result of its own, outside the total). */
export const switchAt = (setting: Setting, name: string): string => setValue<string>(setting.edition, name, family);

export const isOut = (setting: Setting, name: string): boolean => switchAt(setting, name) !== 'in';
