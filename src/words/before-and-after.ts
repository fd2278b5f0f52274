import type { Issue } from '../core/issue.js';
import { labels } from './labels.js';

const name = (d: string, g: string): string => (g === 'all-others' ? 'all other' : labels().group(d, g));

export const noDate =
  'date of the action: --set retention.before-and-after.date=YYYY-MM-DD, with .dimension, .group and .comparison to say for whom it was';

export const outside = (date: string, from: string, to: string): string =>
  `time on both sides of ${date}: staff were observed from ${from} to ${to}`;

export const difference = (d: string, over: string, under: string, date: string, differ: boolean): string =>
  `From ${date} on, leavers per 100 staff years changed by {value} more (or, below 0, fewer) among ${name(d, over)} than among ${name(d, under)} staff ({low} to {high}). It shows no cause.${differ ? ' The two groups already left at different rates before.' : ''}`;

export const ratio = (d: string, over: string, under: string, date: string): string =>
  `From ${date} on, the rate of leaving among ${name(d, over)} staff is {value} times what it would be had it changed as among ${name(d, under)} staff ({low} to {high}).`;

export const differAtStart = (d: string, over: string, under: string): Issue => ({
  id: 'groups-differ-at-start',
  severity: 'warning',
  what: `Before the action ${name(d, over)} staff and ${name(d, under)} staff already left at different rates, so that one may not show what would have happened to the other.`,
  todo: 'Choose a group more like it for comparison, or say so where the figure is used.',
});
