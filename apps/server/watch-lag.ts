import type { Logger, OpenDatabase } from "@keshu/platform";
import { readChangeLag } from "./measure-changes.ts";

const every = 15_000;
/** Seconds a reader of the change log may be behind before somebody is told. */
const patience = 60;

/** Says in the log when readers of the change log fall behind, again every ten minutes while they are, and when they have caught up. */
export function watchLag(db: OpenDatabase, log: Logger): { stop(): void } {
  let toldAt = 0;
  const look = async (): Promise<void> => {
    const lag = await readChangeLag(db).catch(() => null);
    if (lag === null) return;
    if (lag.seconds > patience && Date.now() - toldAt > 600_000) {
      toldAt = Date.now();
      log.error(
        { lag_seconds: Math.round(lag.seconds), consumer: lag.consumer },
        "a reader of the change log is behind: notices, history and live pages are late",
      );
    } else if (lag.seconds <= patience && toldAt > 0) {
      toldAt = 0;
      log.info({ lag_seconds: Math.round(lag.seconds) }, "the readers of the change log have caught up");
    }
  };
  const timer = setInterval(() => void look(), every);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
