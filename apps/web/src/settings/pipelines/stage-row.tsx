import { Input, Select } from "antd";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { isWritable, labelOf } from "../../api/catalog.ts";
import type { ObjectInfo, OptionInfo } from "../../api/types.ts";
import { formatNumber } from "../../format/number.ts";
import { Icon } from "../../icons/icon.tsx";
import type { DraftProblems, StageDraft } from "./pipeline-draft.ts";

interface Props {
  opportunity: ObjectInfo;
  stage: StageDraft;
  option: OptionInfo | undefined;
  name: string;
  index: number;
  total: number;
  deals: number;
  isDragged: boolean;
  isFalling: boolean;
  problems: DraftProblems;
  onGrip: (event: PointerEvent<HTMLElement>) => void;
  onMove: (to: number) => void;
  onChange: (patch: Partial<StageDraft>) => void;
  onRemove: () => void;
}

/** Fields that can be asked for on the way into a stage. */
const never = new Set(["name", "customer_id", "pipeline_id", "stage", "owner_id", "department_id", "tags", "number"]);

/** One stage: what it is called here, how likely it is, when it is too long, what it asks for. */
export function StageRow({ opportunity, stage, option, name, index, total, deals, isDragged, isFalling, problems, onGrip, onMove, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const fields = opportunity.fields.filter((f) => isWritable(f) && !f.retired && !f.companion_of && !f.system && !never.has(f.name));
  const wrong = (part: string) => {
    const code = problems[`${stage.stage}.${part}`];
    return code ? t(`settings.pipelines.wrong.${code}`) : undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: total - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onMove(to);
  };
  return (
    <li className={`k-stage${isDragged ? " is-dragged" : ""}`} data-reorder={stage.stage} aria-label={name}>
      <button
        type="button"
        className="k-stage-grip"
        aria-label={t("settings.pipelines.grip", { stage: name, at: index + 1, total })}
        title={t("settings.pipelines.gripHelp")}
        onPointerDown={onGrip}
        onKeyDown={onKeyDown}
      >
        <Icon name="grip" size={16} />
        <span>{index + 1}</span>
      </button>
      <div className="k-stage-parts">
        <Part id={`${id}-zh`} label={t("settings.pipelines.labelZh")}>
          <Input id={`${id}-zh`} value={stage.zh} placeholder={option?.label.zh} maxLength={50} onChange={(e) => onChange({ zh: e.target.value })} />
        </Part>
        <Part id={`${id}-en`} label={t("settings.pipelines.labelEn")}>
          <Input id={`${id}-en`} value={stage.en} placeholder={option?.label.en} maxLength={50} onChange={(e) => onChange({ en: e.target.value })} />
        </Part>
        <Part
          id={`${id}-p`}
          label={t("settings.pipelines.probability")}
          error={wrong("probability")}
          note={isFalling ? t("settings.pipelines.falling") : undefined}
        >
          <Input
            id={`${id}-p`}
            inputMode="decimal"
            value={stage.probability}
            suffix="%"
            onChange={(e) => onChange({ probability: e.target.value })}
            {...(wrong("probability") ? { status: "error" } : {})}
          />
        </Part>
        <Part id={`${id}-d`} label={t("settings.pipelines.stalledDays")} error={wrong("stalledDays")}>
          <Input
            id={`${id}-d`}
            inputMode="numeric"
            value={stage.stalledDays}
            suffix={t("settings.pipelines.days")}
            onChange={(e) => onChange({ stalledDays: e.target.value })}
            {...(wrong("stalledDays") ? { status: "error" } : {})}
          />
        </Part>
        <Part id={`${id}-f`} label={t("settings.pipelines.requiredFields")} isWide>
          <Select
            id={`${id}-f`}
            mode="multiple"
            value={stage.requiredFields}
            placeholder={t("settings.pipelines.nothingRequired")}
            onChange={(requiredFields: string[]) => onChange({ requiredFields })}
            options={fields.map((f) => ({ value: f.name, label: labelOf(f.label) }))}
            optionFilterProp="label"
            maxTagCount="responsive"
          />
        </Part>
      </div>
      <span className="k-stage-deals k-muted">{t("settings.pipelines.deals", { count: deals, formatted: formatNumber(deals) })}</span>
      <button
        type="button"
        className="k-icon-button"
        aria-label={t("settings.pipelines.removeStageButton", { stage: name })}
        title={t("settings.pipelines.removeStageButton", { stage: name })}
        disabled={total === 1}
        onClick={onRemove}
      >
        <Icon name="close" size={14} />
      </button>
    </li>
  );
}

function Part({
  id,
  label,
  error,
  note,
  isWide = false,
  children,
}: {
  id: string;
  label: string;
  error?: string | undefined;
  note?: string | undefined;
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={`k-field${isWide ? " is-wide" : ""}`}>
      <label htmlFor={id}>{label}</label>
      {children}
      {error ? (
        <span className="k-field-error" role="alert">
          {error}
        </span>
      ) : note ? (
        <span className="k-field-help">{note}</span>
      ) : null}
    </div>
  );
}
