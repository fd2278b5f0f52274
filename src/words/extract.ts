import { rowsWords } from './extract-rows.js';
import { tablesWords } from './extract-tables.js';
import { valuesWords } from './extract-values.js';

/** Everything the reading of files says, by id: how bad it is, what is wrong, what to do. Place and row counts stand beside the text. */
export const extractWords = { ...tablesWords, ...valuesWords, ...rowsWords };

/** The kinds of code, in words, by code list. */
export const codeKinds: Readonly<Record<string, string>> = {
  ethnicity: 'ethnic origin',
  'pay-scale': 'pay scale or band',
  'staff-group': 'staff group',
  'assignment-category': 'assignment category',
  'assignment-status': 'assignment status',
  'occupation-code': 'occupation code',
  'medical-role': 'job role',
  'working-time': 'full-time or part-time value',
  'age-band': 'age band',
  'case-type': 'case type',
  'case-outcome': 'case outcome',
  'leaving-reason': 'leaving reason',
  destination: 'destination on leaving',
  disability: 'disability value',
  nationality: 'nationality',
  religion: 'religion or belief',
  'sexual-orientation': 'sexual orientation',
  sex: 'gender',
  'recruitment-stage': 'stage of recruitment',
};
