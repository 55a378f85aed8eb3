import { useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import { ApiProblem } from "../../api/problem.ts";
import type { ApiRecord, ObjectInfo, TransitionInfo } from "../../api/types.ts";
import { optionLabel } from "../../fields/select/option-tag.tsx";
import { stageGuideOf } from "../../modules/registry.ts";
import { problemWords, useTransition } from "../use-transition.ts";
import { isPathShown } from "./path-states.ts";
import { daysByStage, spansQuery } from "./spans.ts";
import { type PathStep, pathSteps } from "./steps.ts";
import "./stages.css";

const TransitionDialog = lazy(() => import("../transition-dialog.tsx"));

/** The state machine as a path: where the record was and how long, where it is, where it may go. */
export function StagePath({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<TransitionInfo | null>(null);
  const go = useTransition(object, record);
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
  }, [current]);
  if (!isShown || !states || !field) return null;
  const days = daysByStage(spans.data ?? []);
  const steps = pathSteps(object, record, stageGuideOf(object.name).stages?.(record));
  const labelFor = (step: PathStep) => labelOf(step.label) || optionLabel(field, step.value);
  const click = async (step: PathStep) => {
    if (step.isCurrent) return;
    if (!step.transition) {
      const open = steps.filter((s) => s.transition).map((s) => `“${labelFor(s)}”`);
      const from = steps.find((s) => s.isCurrent);
      void message.warning(
        t(open.length > 0 ? "record.path.illegal" : "record.path.closed", {
          from: from ? labelFor(from) : current,
          to: labelFor(step),
          open: open.join(t("outbox.comma")),
        }),
      );
      return;
    }
    if (step.missing.length > 0) return setAsked({ ...step.transition, requires: step.missing });
    try {
      await go(step.transition, {}, true);
    } catch (error) {
      // a rule asks for fields the catalog did not tell of
      const names = error instanceof ApiProblem ? error.errors.filter((e) => e.code === "REQUIRED" && fieldOf(object, e.path)).map((e) => e.path) : [];
      if (names.length > 0) setAsked({ ...step.transition, requires: names });
      else void message.error(problemWords(error));
    }
  };
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
                : step.isEnd
                  ? null
                  : t("record.path.days", { count: spent });
          const content = (
            <>
              <span>{labelFor(step)}</span>
              {words ? <span className="k-path-days">{words}</span> : null}
            </>
          );
          return (
            <li key={step.value} className={step.look} aria-current={step.isCurrent ? "step" : undefined}>
              {object.can.update && !step.isCurrent ? (
                <button
                  type="button"
                  className={step.transition ? undefined : "is-blocked"}
                  title={step.transition ? labelOf(step.transition.label) : undefined}
                  onClick={() => void click(step)}
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
      {asked ? (
        <Suspense fallback={null}>
          <TransitionDialog object={object} record={record} transition={asked} onClose={() => setAsked(null)} />
        </Suspense>
      ) : null}
    </div>
  );
}
