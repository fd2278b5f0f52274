import type { VegaLiteSpec } from '../chart/index.js';
import type { OwnLabels, Wording } from '../words/labels.js';
import type { IndicatorText } from '../words/report-indicators.js';

/** A run of text. `word` stands in the place of a number, `soft` is secondary, `keep` is never broken over lines, `hidden` is for eyes only. */
export interface Span {
  readonly text: string;
  readonly style?: 'strong' | 'word' | 'soft' | 'keep' | 'symbol';
  readonly href?: string;
}
export type Text = readonly Span[];

export interface TableColumn {
  readonly label: string;
  readonly numbers?: true;
  /** Share of the table's width in per cent; given for all columns or none, so that sibling tables have equal columns. */
  readonly width?: number;
}
export interface TableRow {
  readonly head: Text;
  /** One or more lines a cell. */
  readonly cells: readonly (readonly Text[])[];
  readonly total?: true;
}

/** `words`: becomes labelled lines on a phone. `numbers`: scrolls sideways there. `full` takes the whole width of the page. */
export interface TableBlock {
  readonly kind: 'table';
  readonly id: string;
  readonly shape: 'words' | 'numbers';
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

export interface FigureBlock {
  readonly kind: 'figure';
  readonly id: string;
  readonly name: string;
  readonly caption: string;
  readonly wide: VegaLiteSpec;
  readonly narrow: VegaLiteSpec;
  readonly howToRead: Text;
}

export type Block =
  | { readonly kind: 'lead' | 'paragraph' | 'note'; readonly text: Text }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Text[] }
  | {
      readonly kind: 'stats';
      readonly items: readonly { readonly label: string; readonly value: Text; readonly detail: string }[];
    }
  | { readonly kind: 'facts'; readonly items: readonly { readonly label: string; readonly text: Text }[] }
  | TableBlock
  | FigureBlock;

export interface Section {
  readonly id: string;
  /** What the section is about, small above the heading and in the contents. */
  readonly eyebrow: string;
  /** The finding, in ten words or fewer. */
  readonly heading: string;
  readonly full?: true;
  readonly blocks: readonly Block[];
}

/** One report as plain data; every renderer starts here. */
export interface ReportDocument {
  readonly language: 'en-GB';
  readonly title: string;
  readonly organisation: string;
  readonly standfirst: string;
  /** The day the figures are of, in words: "31 March 2025"; empty without results. */
  readonly date: string;
  readonly cover: readonly { readonly label: string; readonly text: Text }[];
  readonly recommendation: readonly Text[];
  readonly summary: readonly Text[];
  readonly sections: readonly Section[];
  readonly footer: string;
}

/** Cover fields as a person's YAML gives them; all optional. A field that is not known is shown under its own name. */
export type Cover = Readonly<Record<string, unknown>>;

export interface ReportOptions {
  readonly title?: string;
  /** Which organisation of the run to report on; needed only when the run holds several. */
  readonly organisation?: string;
  readonly organisationName?: string;
  readonly wording?: Wording;
  /** A person's own words for groups: another language, for example. */
  readonly ownLabels?: OwnLabels;
  readonly cover?: Cover;
  /** Titles, words, definitions and sources by indicator id; definition records may be handed over as they are. */
  readonly indicators?: Readonly<Record<string, Partial<IndicatorText>>>;
  readonly band?: readonly [number, number];
  /** The share of unknown, 0 to 1, above which a warning is given. */
  readonly unknownWarning?: number;
  /** What the named policy does, in a sentence, for a policy that is a file. */
  readonly policyWords?: string;
  /** Words for edition values that are not verified, by name: "the length of the period". */
  readonly unverified?: Readonly<Record<string, string>>;
  /** Sources of the edition's values, listed under Method. */
  readonly sources?: readonly { readonly title: string; readonly href?: string; readonly clause?: string }[];
  /** Population rules in words, by rule id; a rule without words is named by its id. */
  readonly rules?: Readonly<Record<string, string>>;
}
