import { contract, date, number, required, text, yesNo } from '../contract.js';
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
    // A policy scan: which statement of which trust's policy, of which kind, rated by whom and when.
    trust: text(['Rated Trust', 'Scanned Trust', 'Policy Of'], 'The trust whose policy the statement is of.'),
    category: text(['Category', 'Aspect', 'Theme', 'Aspect Of Work'], 'What the statement is about.'),
    rating: text(['Rating', 'RAG', 'RAG Rating'], 'Red, amber or green; blank is not rated.'),
    rater: text(['Rater', 'Rated By', 'Reviewer'], 'Who rated it, by a name that is no person’s: A, B.'),
    phase: text(['Phase', 'Scan', 'Round'], 'Which scan; phases sort as text.'),
    // A self-assessment: the score, who acts and by when.
    framework: text(['Framework', 'Tool'], 'Which self-assessment tool.'),
    score: number(
      ['Score', 'Self-Assessment Score', 'Level'],
      'The point of the framework’s scale; blank is not answered.',
    ),
    owner: text(['Owner', 'Action Owner', 'Lead Role'], 'Role that acts; never a person’s name.'),
    action: text(['Action', 'Planned Action', 'Next Step'], 'What is to be done.'),
    dueOn: date(['Due Date', 'Due', 'By When', 'Target Date'], 'By when.'),
    answer: yesNo(['Answer', 'Yes/No', 'Yes or No', 'In Place'], 'Yes or no.'),
    words: text(
      ['Text', 'Narrative', 'Evidence', 'Details', 'Description', 'Comment', 'Comments'],
      'The organisation’s own words, meant for publication.',
    ),
  },
});
