import { contract, required, text, yesNo } from '../contract.js';
import { organisation } from './shared.js';

/** What an organisation says about itself, yes or no, with its own words. */
export const statements = contract({
  table: 'statements',
  title: 'Statements',
  grain: 'One statement.',
  names: ['Statements', 'Statement', 'Self-assessment', 'Narrative', 'Narratives', 'Disabled Staff Voices'],
  columns: {
    organisation,
    statement: required(
      text(
        ['Statement', 'Statement Id', 'Indicator', 'Metric', 'Policy'],
        'What the statement answers, for example wdes.9b.',
      ),
    ),
    period: text(['Period', 'Year', 'Financial Year', 'As At'], 'The year or day the statement is of.'),
    answer: yesNo(['Answer', 'Yes/No', 'Yes or No', 'In Place'], 'Yes or no.'),
    words: text(
      ['Text', 'Narrative', 'Evidence', 'Details', 'Description', 'Comment', 'Comments'],
      'The organisation’s own words, meant for publication.',
    ),
  },
});
