import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import type { ObjectInfo, OptionInfo } from "../../api/types.ts";
import { formatNumber } from "../../format/number.ts";
import { Icon } from "../../icons/icon.tsx";
import { DropMenu } from "../../shell/drop-menu.tsx";
import { useReorder } from "../../shell/use-reorder.ts";
import { type DraftProblems, isFalling, type StageDraft } from "./pipeline-draft.ts";
import { RemoveStageDialog } from "./remove-stage-dialog.tsx";
import { StageRow } from "./stage-row.tsx";

interface Props {
  opportunity: ObjectInfo;
  options: readonly OptionInfo[];
  stages: StageDraft[];
  counts: ReadonlyMap<string, number>;
  /** Stages the pipeline has on the server: only among them deals can move. */
  stored: ReadonlySet<string>;
  moves: Record<string, string>;
  problems: DraftProblems;
  onChange: (stages: StageDraft[]) => void;
  onMoves: (moves: Record<string, string>) => void;
}

const ends = ["won", "lost", "void"];

/** The stages of a pipeline in order, moved by grip or arrow keys; the ends stand below, as in every pipeline. */
export function StagesEditor({ opportunity, options, stages, counts, stored, moves, problems, onChange, onMoves }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState("");
  const [leaving, setLeaving] = useState<StageDraft | null>(null);
  const nameOf = (stage: string): string => {
    const draft = stages.find((s) => s.stage === stage);
    const option = options.find((o) => o.value === stage);
    return labelOf({ zh: draft?.zh || (option?.label.zh ?? stage), en: draft?.en || (option?.label.en ?? stage) });
  };
  const move = (id: string, to: number) => {
    const from = stages.findIndex((s) => s.stage === id);
    const moved = stages[from];
    if (!moved || to < 0 || to >= stages.length || to === from) return;
    const others = stages.filter((s) => s.stage !== id);
    onChange([...others.slice(0, to), moved, ...others.slice(to)]);
    setSaid(t("settings.pipelines.movedTo", { stage: nameOf(id), at: to + 1, total: stages.length }));
  };
  const { dragged, onPointerDown } = useReorder(
    list,
    stages.map((s) => s.stage),
    move,
  );
  const drop = (stage: StageDraft, target?: string) => {
    onChange(stages.filter((s) => s.stage !== stage.stage));
    // what was to come here goes on with it
    const passed = Object.fromEntries(Object.entries(moves).map(([from, to]) => [from, to === stage.stage && target ? target : to]));
    onMoves(target ? { ...passed, [stage.stage]: target } : passed);
    setLeaving(null);
  };
  const add = (option: OptionInfo) => {
    const last = Number(stages.at(-1)?.probability ?? 0) || 0;
    const { [option.value]: _, ...others } = moves;
    onMoves(others);
    onChange([...stages, { stage: option.value, zh: "", en: "", probability: String(Math.min(95, last + 10)), stalledDays: "14", requiredFields: [] }]);
  };
  const free = options.filter((o) => !ends.includes(o.value) && !stages.some((s) => s.stage === o.value));
  const at = stages.findIndex((s) => s.stage === leaving?.stage);
  const targets = stages.filter((s) => stored.has(s.stage) && s.stage !== leaving?.stage);
  // the stage before is the nearest home
  const nearest = stages.slice(0, Math.max(0, at)).findLast((s) => stored.has(s.stage));
  return (
    <section className="k-panel is-padded" aria-label={t("settings.pipelines.stages")}>
      <div className="k-panel-head">
        <h2 style={{ fontSize: 13 }}>{t("settings.pipelines.stages")}</h2>
        <span className="k-muted">{t("settings.pipelines.stagesHelp")}</span>
      </div>
      <div role="status" className="k-visually-hidden">
        {said}
      </div>
      {problems.stages ? (
        <p className="k-field-error" role="alert">
          {t(`settings.pipelines.wrong.${problems.stages}`)}
        </p>
      ) : null}
      <ol className="k-stages" ref={list}>
        {stages.map((stage, index) => (
          <StageRow
            key={stage.stage}
            opportunity={opportunity}
            stage={stage}
            option={options.find((o) => o.value === stage.stage)}
            name={nameOf(stage.stage)}
            index={index}
            total={stages.length}
            deals={counts.get(stage.stage) ?? 0}
            isDragged={dragged === stage.stage}
            isFalling={isFalling(stages, index)}
            problems={problems}
            onGrip={(event) => onPointerDown(event, stage.stage)}
            onMove={(to) => move(stage.stage, to)}
            onChange={(patch) => onChange(stages.map((s) => (s.stage === stage.stage ? { ...s, ...patch } : s)))}
            onRemove={() => ((counts.get(stage.stage) ?? 0) > 0 && stored.has(stage.stage) ? setLeaving(stage) : drop(stage))}
          />
        ))}
      </ol>
      {Object.entries(moves).map(([from, to]) => (
        <p key={from} className="k-stage-note">
          <Icon name="transfer" size={14} />
          {t("settings.pipelines.willMove", {
            count: counts.get(from) ?? 0,
            formatted: formatNumber(counts.get(from) ?? 0),
            from: nameOf(from),
            to: nameOf(to),
          })}
        </p>
      ))}
      {free.length > 0 ? (
        <DropMenu placement="bottomLeft" menu={{ items: free.map((o) => ({ key: o.value, label: labelOf(o.label), onClick: () => add(o) })) }}>
          <button type="button" className="k-button" aria-haspopup="menu">
            <Icon name="plus" size={14} />
            {t("settings.pipelines.addStage")}
          </button>
        </DropMenu>
      ) : null}
      <ul className="k-stage-ends">
        {ends.map((end) => (
          <li key={end}>
            <i className={`k-stage-dot is-${options.find((o) => o.value === end)?.color ?? "gray"}`} />
            {labelOf(options.find((o) => o.value === end)?.label) || end}
            <span className="k-muted">{end === "won" ? "100%" : "0%"}</span>
          </li>
        ))}
        <li className="k-muted">{t("settings.pipelines.ends")}</li>
      </ul>
      {leaving ? (
        <RemoveStageDialog
          name={nameOf(leaving.stage)}
          deals={counts.get(leaving.stage) ?? 0}
          targets={targets.map((s) => ({ value: s.stage, label: nameOf(s.stage) }))}
          nearest={nearest?.stage}
          onRemove={(target) => drop(leaving, target)}
          onCancel={() => setLeaving(null)}
        />
      ) : null}
    </section>
  );
}
