import { App } from "antd";
import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import { ApiProblem } from "../../api/problem.ts";
import type { ApiRecord, ObjectInfo, TransitionInfo } from "../../api/types.ts";
import { optionLabel } from "../../fields/select/option-tag.tsx";
import { stageGuideOf } from "../../modules/registry.ts";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { problemWords, useTransition } from "../use-transition.ts";
import { type PathStep, pathSteps } from "./steps.ts";

const TransitionDialog = lazyReady(() => import("../transition-dialog.tsx"));

export interface StageMove {
  steps: PathStep[];
  labelFor: (step: PathStep) => string;
  /** Goes there at once, asks for what is missing, or says why it cannot be. */
  move: (step: PathStep) => Promise<void>;
  /** Stands somewhere in the component; shows when something is asked for. */
  dialog: ReactNode;
}

/** The states of a record and the ways between them. */
export function useStageMove(object: ObjectInfo, record: ApiRecord): StageMove {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<TransitionInfo | null>(null);
  const go = useTransition(object, record);
  const field = object.states && fieldOf(object, object.states.field);
  const steps = pathSteps(object, record, stageGuideOf(object.name).stages?.(record));
  const labelFor = (step: PathStep) => labelOf(step.label) || (field ? optionLabel(field, step.value) : step.value);
  const explain = (step: PathStep) => {
    const open = steps.filter((s) => s.transition).map((s) => `“${labelFor(s)}”`);
    const from = steps.find((s) => s.isCurrent);
    const words = { from: from ? labelFor(from) : "", to: labelFor(step), open: open.join(t("outbox.comma")) };
    void message.warning(t(open.length > 0 ? "record.path.illegal" : "record.path.closed", words));
  };
  const move = async (step: PathStep) => {
    if (step.isCurrent) return;
    if (!step.transition) return explain(step);
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
  const dialog = asked ? (
    <Suspense fallback={null}>
      <TransitionDialog object={object} record={record} transition={asked} onClose={() => setAsked(null)} />
    </Suspense>
  ) : null;
  return { steps, labelFor, move, dialog };
}
