import { App } from "antd";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../api/catalog.ts";
import { ApiProblem } from "../api/problem.ts";
import type { ApiRecord, ObjectInfo, TransitionInfo } from "../api/types.ts";
import { optionLabel } from "../fields/select/option-tag.tsx";
import { refreshRecords } from "../outbox/refresh-records.ts";
import { saveRecord } from "../outbox/save-record.ts";
import { useTellOutcome } from "../outbox/use-tell-outcome.ts";

/** Moves a record to another state, also without a network; what it refuses is said, or thrown for a form to place. */
export function useTransition(object: ObjectInfo, record: ApiRecord) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTellOutcome(object);
  const state = object.states?.field ?? "";
  const field = fieldOf(object, state);
  const words = (value: unknown) => (field ? optionLabel(field, value) : String(value));
  return async (transition: TransitionInfo, values: Record<string, unknown> = {}, isQuiet = false): Promise<void> => {
    try {
      const outcome = await saveRecord(object, record, { ...values, [state]: transition.to });
      if (outcome.state === "saved") void message.success(t("record.moved", { state: words(transition.to) }));
      else if (outcome.state === "waiting") tell(outcome);
      else {
        // a colleague moved it first: what they chose stands until one looks again
        void message.warning(t("record.path.meanwhile", { state: words(outcome.current[state]) }));
        await refreshRecords(object.path);
      }
    } catch (error) {
      if (isQuiet) throw error;
      void message.error(problemWords(error));
    }
  };
}

/** What the server said of the first thing that was wrong, which is more than “something was wrong”. */
export function problemWords(error: unknown): string {
  return error instanceof ApiProblem ? (error.errors[0]?.message ?? error.message) : (error as Error).message;
}
