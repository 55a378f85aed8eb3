/** Seam between the platform and the vertical modules: see docs/architecture.md. */
export interface JobHandler {
  /** Name of the task, e.g. "import.run". */
  name: string;
  run: (payload: unknown, helpers: { signal: AbortSignal; attempt: number; isLastAttempt: boolean }) => Promise<void>;
  /** Jobs of one queue run one after the other over all servers; default: side by side. */
  queue?: string;
  /** Runs by itself at these times (cron, UTC), on one server. */
  schedule?: string;
  /** Attempts before it is given up, with growing pauses; default 25 (about three days). */
  maxAttempts?: number;
}
