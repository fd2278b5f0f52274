import { chartKind } from '../chart/index.js';
import { standardOf } from '../core/ids.js';
import type { Released, Result, Run } from '../release/result.js';
import { coverLabel, policyWords } from '../words/report-method.js';
import { dateText, listText } from '../words/report-sentences.js';
import { standardName, standardShort } from '../words/standards.js';
import { boardSection } from './board-section.js';
import { type Context, isDeclaration, mainResult, makeContext } from './context.js';
import { generalSection } from './general-section.js';
import { methodSection } from './method.js';
import { missingSection } from './missing-section.js';
import { qualitySection } from './quality.js';
import { ratioSection } from './ratio-section.js';
import { isRetention, retentionPage } from './retention-page.js';
import { scorecard } from './scorecard.js';
import { shareSection } from './share-section.js';
import { summaries } from './summaries.js';
import { declarationSection, isSurvey, surveySection } from './survey-section.js';
import { isSurvival, survivalSection } from './survival-section.js';
import { strong, text } from './text.js';
import { turnoverSection } from './turnover-section.js';
import type { Cover, ReportDocument, ReportOptions, Section, Text } from './types.js';

/** Whether an indicator's rows are figures of several kinds, or of nobody's group: they have no page of their own shape. */
const isMixed = (results: readonly Result[]): boolean =>
  new Set(results.map((r) => r.unit)).size > 1 ||
  results.some((r) => ['all', 'green', 'selected', 'answered'].includes(r.compared.over));

function section(context: Context, results: readonly Result[]): Section {
  if (isRetention(results[0]!)) return retentionPage(context, results);
  if (isSurvey(results[0]!)) return surveySection(context, results);
  if (isSurvival(results[0]!)) return survivalSection(context, results);
  if (mainResult(results).switches !== undefined) return turnoverSection(context, results);
  if (isMixed(results)) return generalSection(context, results);
  switch (chartKind(mainResult(results))) {
    case 'ratio-dots':
      return ratioSection(context, results);
    case 'share-dots':
      return shareSection(context, results);
    case 'board-dots':
      return boardSection(context, results);
    default:
      return isDeclaration(mainResult(results))
        ? declarationSection(context, mainResult(results))
        : generalSection(context, results);
  }
}

/** What shares a section: a standard's survey indicators, the retention programme's core set; undefined for an indicator with a section of its own. */
const sharedSection = (result: Result): string | undefined =>
  isRetention(result) ? 'retention' : isSurvey(result) ? `survey ${standardOf(result.indicator)}` : undefined;

/** The results by section: an indicator each, but those that share a section together, where the first of them stands. */
function bySection(all: readonly (readonly Result[])[]): readonly (readonly Result[])[] {
  const shared = new Map<string, Result[]>();
  return all.flatMap((results) => {
    const key = sharedSection(results[0]!);
    if (key === undefined) return [results];
    const before = shared.get(key);
    if (before) {
      before.push(...results);
      return [];
    }
    const made = [...results];
    shared.set(key, made);
    return [made];
  });
}

interface NamedStandard {
  readonly name: string;
  readonly short: string;
}

/** The standards of the results with their editions: "Workforce Race Equality Standard 2025", in short "WRES 2025". */
function standardsOf(results: readonly Result[]): readonly NamedStandard[] {
  const editions = new Map<string, Set<string>>();
  for (const { indicator, edition } of results) {
    const standard = standardOf(indicator);
    editions.set(standard, (editions.get(standard) ?? new Set()).add(edition));
  }
  return [...editions].map(([standard, years]) => ({
    name: `${standardName(standard)} ${[...years].join(', ')}`,
    short: `${standardShort(standard)} ${[...years].join(', ')}`,
  }));
}

/** More standards than this are too many for a title. */
const MOST_IN_TITLE = 2;

const titleOf = (named: readonly NamedStandard[]): string =>
  named.length === 0 || named.length > MOST_IN_TITLE ? 'Workforce equality' : listText(named.map((s) => s.name));

const scalar = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? /^\d{4}-\d{2}-\d{2}$/.test(String(value))
      ? dateText(String(value))
      : String(value)
    : value instanceof Date
      ? dateText(value.toISOString().slice(0, 10))
      : undefined;

/** One value or a list of them as texts; anything else (a nested object, nothing) gives none. */
const texts = (value: unknown): readonly Text[] =>
  (Array.isArray(value) ? value : [value]).flatMap((v) => {
    const s = scalar(v);
    return s === undefined ? [] : [text(s)];
  });

const isRecommendation = (key: string): boolean => /^recommendations?$/i.test(key);

function coverFields(cover: Cover): ReportDocument['cover'] {
  return Object.entries(cover).flatMap(([key, value]) => {
    if (isRecommendation(key)) return [];
    const said = texts(value).map((t) => t.map((s) => s.text).join(''));
    return said.length === 0 ? [] : [{ label: coverLabel(key), text: text(said.join(', ')) }];
  });
}

/**
 * A released run as one report: plain data from which every format is made. The sections follow the order of the results. Options that
 * are not given have general words. Throws a RangeError when the run holds several organisations and `organisation` names none.
 */
export function reportDocument(run: Released<Run>, options: ReportOptions = {}): ReportDocument {
  const context = makeContext(run, options);
  const all = [...context.byIndicator.values()];
  const results = all.flat();
  const named = standardsOf(results);
  const title = options.title ?? titleOf(named);
  const organisation = options.organisationName ?? context.organisation;
  const last = results
    .map((r) => r.period.to)
    .sort()
    .pop();
  const policy = policyWords(run.policy, run.secondary, options.policyWords);
  const score = scorecard(context);
  const sections = bySection(all);
  return {
    language: 'en-GB',
    title,
    organisation,
    standfirst:
      last === undefined
        ? 'There are no results: no table could be used. The data-quality section says why.'
        : `Staff in post at ${dateText(last)}, with events in the period to that day: ${listText(named.map((s) => s.short))}.`,
    date: last === undefined ? '' : dateText(last),
    cover: [
      ...coverFields(options.cover ?? {}),
      { label: 'Disclosure policy', text: text(strong(run.policy), `: ${policy}`) },
    ],
    recommendation: Object.entries(options.cover ?? {}).flatMap(([key, value]) =>
      isRecommendation(key) ? texts(value) : [],
    ),
    summary: summaries(context, sections),
    sections: [
      ...(all.length === 0 ? [] : [score]),
      ...sections.map((r) => section(context, r)),
      ...missingSection(context),
      qualitySection(context),
      ...(all.length === 0 ? [] : [methodSection(context)]),
    ],
    footer: [
      organisation,
      named.length > MOST_IN_TITLE ? title : named.map((s) => s.short).join(', '),
      `policy: ${run.policy}`,
    ]
      .filter((p) => p !== '')
      .join(' · '),
  };
}
