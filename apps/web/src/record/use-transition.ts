import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../api/catalog.ts";
import { records } from "../api/records.ts";
import type { ApiRecord, ObjectInfo, TransitionInfo } from "../api/types.ts";
import { optionLabel } from "../fields/select/option-tag.tsx";

/** Moves a record to another state; what it refuses is said, or thrown for a form to place. */
export function useTransition(object: ObjectInfo, record: ApiRecord) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  return async (transition: TransitionInfo, values: Record<string, unknown> = {}, isQuiet = false): Promise<void> => {
    try {
      await records.transition(object.path, record.id, transition.to, values);
      await queries.invalidateQueries({ queryKey: ["records", object.path] });
      const field = fieldOf(object, object.states?.field ?? "");
      void message.success(t("record.moved", { state: field ? optionLabel(field, transition.to) : transition.to }));
    } catch (error) {
      if (isQuiet) throw error;
      void message.error((error as Error).message);
    }
  };
}
