import { useTranslation } from "react-i18next";
import { labelOf } from "../../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { nextStep } from "../../../record/stages/steps.ts";
import { useStageMove } from "../../../record/stages/use-stage-move.tsx";

/** The step a deal most likely takes next, one click away. */
export default function AdvanceButton({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const { steps, labelFor, move, dialog } = useStageMove(object, record);
  const next = nextStep(steps);
  if (!object.can.update || !next?.transition) return null;
  return (
    <>
      <button type="button" className="k-button is-primary" onClick={() => void move(next)}>
        {next.isEnd ? labelOf(next.transition.label) : t("sales.advance", { stage: labelFor(next) })}
      </button>
      {dialog}
    </>
  );
}
