import type { Cover, OwnLabels, Profile, ReportFormat } from '../../src/index.js';
import type { Asked } from '../options.js';
import type { Settings } from '../settings.js';

/** A file as it was sent. */
export interface Sent {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Typed rows of an extract, in one buffer that threads share: it is never copied, and can be wiped. */
export type Rows = SharedArrayBuffer;

export interface ReadTask {
  readonly kind: 'read';
  readonly files: readonly Sent[];
  readonly asAt?: number;
  readonly organisation?: string;
  readonly profile?: Profile;
  readonly framework?: Settings['framework'];
  readonly published?: Settings['published'];
}

interface OfRows {
  readonly rows: Rows;
  readonly asked: Asked;
  readonly profile?: Profile;
  /** Warnings a person accepted, by issue id, with the reason. */
  readonly accepted: Readonly<Record<string, string>>;
}
export interface RunTask extends OfRows {
  readonly kind: 'run';
  /** Earlier releases of the organisation, when this one is to be entered among them. */
  readonly ledger?: string;
  /** Other questions about the same rows whose answers the same readers have. */
  readonly beside?: readonly Asked[];
}
export interface CheckTask extends OfRows {
  readonly kind: 'check';
}

export type Drawing =
  | { readonly as: 'csv' | 'funnel' | 'comparison' | 'comparison-csv' }
  | { readonly as: 'arrow' | 'parquet'; readonly table?: 'results' | 'counts' }
  | {
      readonly as: 'vega-lite' | 'svg' | 'png';
      readonly indicator: string;
      readonly trend: boolean;
      readonly wording?: Wording;
      readonly labels?: OwnLabels;
    }
  | {
      readonly as: ReportFormat;
      readonly wording?: Wording;
      readonly labels?: OwnLabels;
      readonly cover?: Cover;
      /** Whose report it is, of a run of several. */
      readonly organisation?: string;
    };
export type Wording = 'bme' | 'ethnic-minority' | 'global-majority';

export interface DrawTask {
  readonly kind: 'draw';
  /** Released results as JSON. */
  readonly run: Uint8Array;
  readonly drawing: Drawing;
}
export type Task = ReadTask | RunTask | CheckTask | DrawTask;

/** What is said of an extract that was read; no row of it. */
export interface Summary {
  readonly inputs: readonly { readonly name: string; readonly sha256: string; readonly rows: number }[];
  readonly organisations: readonly string[];
  readonly snapshots: readonly string[];
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  readonly issues: Readonly<Record<'error' | 'warning' | 'note', number>>;
}
/** How every header was read, and the values of coded columns that no list knows. */
export interface Mapping {
  readonly mapping: readonly {
    readonly table: string;
    readonly file: string;
    readonly sheet: string;
    readonly header: string;
    readonly column?: string;
  }[];
  readonly unknownValues: readonly { readonly table: string; readonly list: string; readonly value: string }[];
}
export interface Said {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly what: string;
  readonly todo: string;
  readonly file?: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
  readonly rows?: number;
}
export interface Read {
  readonly rows: Rows;
  readonly summary: Summary;
  readonly mapping: Mapping;
  /** Only of an extract without any table: why. */
  readonly refused?: readonly Said[];
}
/** An answer ready to be sent; or why there is none. */
export type Made =
  | { readonly bytes: Uint8Array; readonly line?: string }
  | { readonly none: string; readonly refused?: true; readonly incomparable?: true; readonly format?: true };
export type Done = Read | Made;
