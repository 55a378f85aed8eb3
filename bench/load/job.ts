export interface Request {
  method: string;
  path: string;
  body?: unknown;
}

export interface Job {
  url: string;
  headers: Record<string, string>;
  requests: Request[];
  connections: number;
  warmUp: number;
  seconds: number;
}

export interface Measurement {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p99: number;
  count: number;
  statuses: Record<number, number>;
  bytes: number;
}
