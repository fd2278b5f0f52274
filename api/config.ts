/** How the service is set up. `serve` fills it from the command line; tests and embedders write it themselves. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Minutes that an extract stays after it was read. */
  readonly keepMinutes: number;
  /** How long somebody who was recognised is believed without asking the store again; 0 asks each time. */
  readonly believeSeconds: number;
  /** A file (embedded store) or a postgres:// address. */
  readonly store: string;
  /** `none` is for one person on their own machine: everyone who can connect may do everything. */
  readonly authentication: 'none' | 'required';
  readonly oidc?: Oidc;
  /** Believe X-Forwarded-* of the proxy in front. */
  readonly trustProxy: boolean;
  readonly limits: Limits;
  readonly log: boolean;
}

/** Who signs bearer tokens, and for whom. Claims: `organisation` and `role` unless named otherwise. */
export interface Oidc {
  readonly issuer: string;
  readonly audience: string;
  readonly organisationClaim?: string;
  readonly roleClaim?: string;
  /** How soon keys are fetched again for a token that names one not known; 5 seconds when left out. */
  readonly cooldownMilliseconds?: number;
}

export interface Limits {
  /** Bytes of one file, and files of one upload. */
  readonly fileBytes: number;
  readonly files: number;
  /** Bytes of uploads and extracts held at once, of everybody. */
  readonly heldBytes: number;
  /** Extracts one organisation may hold at once. */
  readonly extracts: number;
  readonly bodyBytes: number;
  readonly threads: number;
  /** Tasks that may wait for a thread. */
  readonly queue: number;
  /** What one task may take before its thread is stopped. */
  readonly taskMilliseconds: number;
  readonly heapMegabytes: number;
  readonly requestsPerMinute: number;
  /** How long a client may take to send its request. */
  readonly requestMilliseconds: number;
  /** How far the process may fall behind before it sends callers away. */
  readonly lateMilliseconds: number;
  /** Bytes of finished answers kept to be given again. */
  readonly cacheBytes: number;
}

const mebibyte = 1_048_576;

export const defaultLimits: Omit<Limits, 'threads'> = {
  fileBytes: 128 * mebibyte,
  files: 40,
  heldBytes: 1_024 * mebibyte,
  extracts: 100,
  bodyBytes: 8 * mebibyte,
  queue: 64,
  taskMilliseconds: 60_000,
  heapMegabytes: 1_024,
  requestsPerMinute: 1_200,
  requestMilliseconds: 300_000,
  lateMilliseconds: 10_000,
  cacheBytes: 128 * mebibyte,
};

const loopbacks = ['127.0.0.1', '::1', 'localhost'];
export const isLoopback = (host: string): boolean => loopbacks.includes(host) || /^127(\.\d{1,3}){3}$/.test(host);
