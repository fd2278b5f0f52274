import { code, contract, number, required, text } from '../contract.js';
import { organisation } from './shared.js';

/** Counts someone else made: any indicator, when only counts can be shared. Also what `describe --sql` and a filled-in return give. */
export const counts = contract({
  table: 'counts',
  title: 'Counts',
  grain: 'One indicator, measure and group, with its number.',
  names: ['Counts', 'Count', 'Tidy Counts', 'Aggregate'],
  columns: {
    organisation,
    indicator: required(text(['Indicator', 'Indicator Id', 'Metric'], 'Indicator id, for example wres.3.')),
    period: text(
      ['Period', 'Year', 'Financial Year', 'Snapshot', 'Period End'],
      'The period or snapshot the count is of.',
    ),
    block: code(
      'block',
      ['Block', 'Clinical/Non-Clinical', 'Clinical or Non-Clinical', 'Section'],
      'Non-clinical, clinical, medical.',
    ),
    band: code('pay-scale', ['Band', 'Pay Band', 'AfC Band', 'Pay Scale'], 'Pay band.'),
    grade: code('medical-role', ['Grade', 'Medical Grade'], 'Medical grade.'),
    part: code('part', ['Part', 'Board Part'], 'Part of the board.'),
    measure: required(
      code(
        'measure',
        ['Measure', 'What', 'Count Of'],
        'What is counted: staff, shortlisted, appointed, cases, trained, members.',
      ),
    ),
    group: required(code('group', ['Group', 'Group Id'], 'Group id, for example bme.')),
    count: required(number(['Count', 'N', 'Number', 'Value', 'Headcount'], 'How many.')),
  },
});
