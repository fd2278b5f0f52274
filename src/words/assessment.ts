import type { Issue } from '../core/issue.js';

export const answered = (n: number, all: number): string => `${n} of ${all} answered`;

export const score = (mean: number, most: number, n: number, all: number): string =>
  n === 0
    ? `None of ${all} statements is answered.`
    : `${n} of ${all} statements are answered; their mean score is ${mean.toFixed(2)} of ${most}.`;

export const noSuchStatement = (rows: number): Issue => ({
  id: 'no-such-statement',
  severity: 'warning',
  rows,
  what: `${rows} answers are to statements that the framework does not have, and are not used.`,
  todo: 'Use the statement ids of the framework.',
});

export const notOnScale = (rows: number): Issue => ({
  id: 'score-not-on-scale',
  severity: 'warning',
  rows,
  what: `${rows} scores are no point of the framework's scale, and are not used: the statements count as not answered.`,
  todo: 'Use the values of the scale, or leave the score blank where there is no answer.',
});
