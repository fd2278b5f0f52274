import type { TableContract, TableName } from './table.js';
import { board } from './tables/board.js';
import { cases } from './tables/cases.js';
import { counts } from './tables/counts.js';
import { framework, scale } from './tables/framework.js';
import { leavers } from './tables/leavers.js';
import { recruitment, recruitmentCounts } from './tables/recruitment.js';
import {
  absence,
  agency,
  exitInterviews,
  flexibleWorking,
  retentionSurvey,
  stayInterviews,
  trusts,
} from './tables/retention.js';
import { staff } from './tables/staff.js';
import { starters } from './tables/starters.js';
import { statements } from './tables/statements.js';
import { survey, surveyResponses } from './tables/survey.js';
import { training } from './tables/training.js';

export type { ColumnSpec, ColumnType, TableContract, TableName } from './table.js';

/** The contract of every input table, by name. */
export const contracts: Readonly<Record<TableName, TableContract>> = {
  staff,
  leavers,
  starters,
  recruitment,
  'recruitment-counts': recruitmentCounts,
  cases,
  training,
  board,
  survey,
  'survey-responses': surveyResponses,
  statements,
  counts,
  absence,
  agency,
  'exit-interviews': exitInterviews,
  'stay-interviews': stayInterviews,
  'flexible-working': flexibleWorking,
  'retention-survey': retentionSurvey,
  trusts,
  framework,
  scale,
};

export const tableNames = Object.keys(contracts) as readonly TableName[];
