import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../api/catalog.ts";
import type { ApiRecord, ObjectInfo, TransitionInfo } from "../api/types.ts";
import { optionLabel } from "../fields/select/option-tag.tsx";
import { useTransition } from "./use-transition.ts";

const TransitionDialog = lazy(() => import("./transition-dialog.tsx"));

/** The state machine as a path: where the record has been, where it is, where it may go. */
export function StatePath({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<TransitionInfo | null>(null);
  const go = useTransition(object, record);
  const states = object.states;
  const field = states && fieldOf(object, states.field);
  if (!states || !field?.options) return null;
  const current = String(record[states.field] ?? states.initial);
  const options = field.options.filter((o) => !o.retired || o.value === current);
  const at = options.findIndex((o) => o.value === current);
  const isOver = !states.transitions.some((tr) => tr.from === current);
  const open = new Set(options.map((o) => o.value).filter((v) => states.transitions.some((tr) => tr.from === v)));
  const transitionTo = (to: string) =>
    states.transitions.find((tr) => tr.from === current && tr.to === to) ?? states.transitions.find((tr) => tr.from === "*" && tr.to === to);
  return (
    <ol className="k-path" aria-label={labelOf(field.label)}>
      {options.map((option, index) => {
        const transition = object.can.update && option.value !== current ? transitionTo(option.value) : undefined;
        const isBad = option.color === "red" || (isOver && option.color === "gray");
        const isDone = at >= 0 && index < at && open.has(option.value) && (!isOver || options[at]?.color === "jade");
        const className = option.value === current ? (isBad ? "is-lost" : "is-now") : isDone ? "is-done" : "";
        return (
          <li key={option.value} className={className} aria-current={option.value === current ? "step" : undefined}>
            {transition ? (
              <button
                type="button"
                title={labelOf(transition.label)}
                onClick={() => (transition.requires?.length ? setAsked(transition) : void go(transition))}
              >
                {optionLabel(field, option.value)}
              </button>
            ) : (
              <span className="k-step">{optionLabel(field, option.value)}</span>
            )}
          </li>
        );
      })}
      {asked ? (
        <Suspense fallback={<li>{t("common.loading")}</li>}>
          <TransitionDialog object={object} record={record} transition={asked} onClose={() => setAsked(null)} />
        </Suspense>
      ) : null}
    </ol>
  );
}
