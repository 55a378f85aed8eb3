/** Seam between the platform and the vertical modules: see docs/architecture.md. */
export interface JobHandler {
  /** Name of the task, e.g. "import.run". */
  name: string;
  run: (payload: unknown, helpers: { signal: AbortSignal }) => Promise<void>;
  /** At most this many at once over all servers (queue name); default unlimited. */
  queue?: string;
}
