import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { isPathShown } from "./path-states.ts";
import { daysByStage, spansQuery } from "./spans.ts";
import { useStageMove } from "./use-stage-move.tsx";
import "./stages.css";

/** The state machine as a path: where the record was and how long, where it is, where it may go. */
export function StagePath({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const { steps, labelFor, move, dialog } = useStageMove(object, record);
  const list = useRef<HTMLOListElement>(null);
  const states = object.states;
  const field = states && fieldOf(object, states.field);
  const isShown = isPathShown(object) && field?.options !== undefined;
  const spans = useQuery({ ...spansQuery(object, record), enabled: isShown });
  const current = String(record[states?.field ?? ""] ?? states?.initial);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current step stays in sight
  useEffect(() => {
    const step = list.current?.querySelector<HTMLElement>("[aria-current=step]");
    if (step && list.current) list.current.scrollLeft = step.offsetLeft - list.current.clientWidth / 2 + step.clientWidth / 2;
  }, [current, spans.data]);
  if (!isShown || !states || !field) return null;
  const days = daysByStage(spans.data ?? []);
  return (
    <div className="k-path-frame">
      <ol className="k-path" ref={list} aria-label={labelOf(field.label)}>
        {steps.map((step) => {
          const spent = days.get(step.value);
          const words =
            spent === undefined
              ? null
              : step.isCurrent && !step.isEnd
                ? t("record.path.dayNow", { count: spent + 1 })
                : step.isEnd || spent === 0
                  ? null
                  : t("record.path.days", { count: spent });
          const content = (
            <>
              <span>{labelFor(step)}</span>
              {words ? <span className="k-path-days">{words}</span> : null}
            </>
          );
          return (
            <li key={step.value} className={`${step.look}${step.isExit ? " is-exit" : ""}`} aria-current={step.isCurrent ? "step" : undefined}>
              {object.can.update && !step.isCurrent ? (
                <button
                  type="button"
                  className={step.transition ? undefined : "is-blocked"}
                  title={step.transition ? labelOf(step.transition.label) : undefined}
                  onClick={() => void move(step)}
                >
                  {content}
                </button>
              ) : (
                <span className="k-step">{content}</span>
              )}
            </li>
          );
        })}
      </ol>
      {dialog}
    </div>
  );
}
