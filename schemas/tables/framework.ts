import { contract, key, number, required, text } from '../contract.js';

/** What a self-assessment asks, theme by theme. */
export const framework = contract({
  table: 'framework',
  title: 'Framework',
  grain: 'One statement of a self-assessment tool.',
  names: ['Framework', 'Self-Assessment Framework', 'Framework Statements'],
  columns: {
    theme: required(text(['Theme', 'Theme Label', 'Area', 'Pledge'], 'The theme the statement belongs to.')),
    statement: required(
      key(['Statement', 'Statement Id', 'Statement Number'], 'Id of the statement, as in the statements table.'),
    ),
    text: text(['Statement Text', 'Text', 'What Good Looks Like'], 'The statement.'),
    evidencePrompt: text(['Evidence Prompt', 'Evidence Wanted'], 'What would show it.'),
  },
});

/** The points a statement is scored on. */
export const scale = contract({
  table: 'scale',
  title: 'Scale',
  grain: 'One point of the scale.',
  names: ['Scale', 'Scoring Scale', 'Rating Scale'],
  columns: {
    value: required(number(['Value', 'Score', 'Points', 'Point'], 'The score.')),
    label: required(text(['Label', 'Meaning', 'Level Name'], 'What it means.')),
    rag: text(['RAG', 'Colour', 'Rating'], 'Red, amber or green.'),
  },
});
