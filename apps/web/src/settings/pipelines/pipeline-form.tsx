import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { App, Button, Input, Switch } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, titleOf, useCatalog } from "../../api/catalog.ts";
import { isProblem } from "../../api/problem.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { FormField } from "../../form/form-field.tsx";
import { Icon } from "../../icons/icon.tsx";
import { moveDeals } from "./move-deals.ts";
import { draftOf, type PipelineDraft, problemsOf, valuesOf } from "./pipeline-draft.ts";
import { StagesEditor } from "./stages-editor.tsx";

interface Props {
  opportunity: ObjectInfo;
  record: ApiRecord | undefined;
  otherNames: readonly string[];
  isFirst: boolean;
  /** Deals in each stage of this pipeline. */
  counts: ReadonlyMap<string, number>;
}

/** A pipeline as a whole: its name, where it counts, and its stages in order. */
export function PipelineForm({ opportunity, record, otherNames, isFirst, counts }: Props) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const pipeline = useCatalog().byName.get("pipeline");
  const options = useMemo(() => (fieldOf(opportunity, "stage")?.options ?? []).filter((o) => !o.retired), [opportunity]);
  const [draft, setDraft] = useState<PipelineDraft>(() => (record ? draftOf(record) : { ...draftOf(undefined), isDefault: isFirst }));
  /** Where the deals of removed stages go when it is saved. */
  const [moves, setMoves] = useState<Record<string, string>>({});
  const [isTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const problems = problemsOf(draft, otherNames);
  const shown = isTried ? problems : {};
  const set = (patch: Partial<PipelineDraft>) => setDraft((now) => ({ ...now, ...patch }));
  const save = async () => {
    setTried(true);
    setRefusal("");
    if (Object.keys(problems).length > 0) return;
    setBusy(true);
    try {
      if (record) {
        for (const [from, to] of Object.entries(moves)) await moveDeals(record.id, from, to);
        await records.update("pipelines", record.id, valuesOf(draft, options), record.version as number);
      } else await records.create("pipelines", valuesOf(draft, options));
      await queries.invalidateQueries({ queryKey: ["records"] });
      void message.success(t("settings.pipelines.saved", { name: draft.name }));
      await navigate({ to: "/settings/pipelines" });
    } catch (error) {
      setRefusal(isProblem(error) ? (error.errors[0]?.message ?? error.message) : (error as Error).message);
      setBusy(false);
    }
  };
  const remove = () => {
    if (!record) return;
    const inUse = [...counts.values()].reduce((sum, n) => sum + n, 0);
    modal.confirm({
      title: t("settings.pipelines.removeTitle", { name: draft.name }),
      content: inUse > 0 ? t("settings.pipelines.removeInUse", { count: inUse }) : t("settings.pipelines.removeText"),
      okText: t("common.delete"),
      okButtonProps: { danger: true, disabled: inUse > 0 },
      onOk: async () => {
        try {
          await records.remove("pipelines", record.id);
          await queries.invalidateQueries({ queryKey: ["records"] });
          await navigate({ to: "/settings/pipelines" });
        } catch (error) {
          void message.error((error as Error).message);
        }
      },
    });
  };
  return (
    <form
      className="k-stack k-pipeline-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="k-section-head" style={{ marginBottom: 0 }}>
        <Link to="/settings/pipelines" className="k-icon-button" aria-label={t("common.back")}>
          <Icon name="left" />
        </Link>
        <h2>{record ? titleOf(record, pipeline) : t("settings.pipelines.new")}</h2>
      </div>
      {refusal ? (
        <div className="k-form-alert" role="alert">
          <Icon name="warning" />
          <div>{refusal}</div>
        </div>
      ) : null}
      <section className="k-panel is-padded k-stack">
        <FormField label={t("settings.pipelines.name")} isRequired error={shown.name ? t(`settings.pipelines.wrong.${shown.name}`) : undefined}>
          {(input) => (
            <Input
              id={input.id}
              value={draft.name}
              maxLength={100}
              onChange={(e) => set({ name: e.target.value })}
              {...(input.isInvalid ? { status: "error", "aria-invalid": true } : {})}
              aria-describedby={input.describedBy}
            />
          )}
        </FormField>
        <FormField label={t("settings.nameEn")} help={t("settings.nameEnHelp")}>
          {({ id, describedBy }) => (
            <Input id={id} value={draft.nameEn} maxLength={100} onChange={(e) => set({ nameEn: e.target.value })} aria-describedby={describedBy} />
          )}
        </FormField>
        <Choice
          label={t("settings.pipelines.isDefault")}
          help={t("settings.pipelines.isDefaultHelp")}
          isOn={draft.isDefault}
          isFixed={record?.is_default === true}
          onChange={(isDefault) => set({ isDefault })}
        />
        <Choice
          label={t("settings.pipelines.isActive")}
          help={shown.isActive ? t(`settings.pipelines.wrong.${shown.isActive}`) : t("settings.pipelines.isActiveHelp")}
          isOn={draft.isActive}
          onChange={(isActive) => set({ isActive })}
        />
      </section>
      <StagesEditor
        opportunity={opportunity}
        options={options}
        stages={draft.stages}
        counts={counts}
        stored={new Set(record ? draftOf(record).stages.map((s) => s.stage) : [])}
        moves={moves}
        problems={shown}
        onChange={(stages) => set({ stages })}
        onMoves={setMoves}
      />
      <div className="k-row-gap">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t("common.save")}
        </Button>
        <Button onClick={() => void navigate({ to: "/settings/pipelines" })}>{t("common.cancel")}</Button>
        <span className="k-space" />
        {record && record.is_default !== true ? (
          <button type="button" className="k-link-button is-danger" onClick={remove}>
            {t("settings.pipelines.remove")}
          </button>
        ) : null}
      </div>
    </form>
  );
}

function Choice({
  label,
  help,
  isOn,
  isFixed = false,
  onChange,
}: {
  label: string;
  help: string;
  isOn: boolean;
  isFixed?: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <div className="k-pipeline-choice">
      <Switch checked={isOn} disabled={isFixed} onChange={onChange} aria-label={label} />
      <div>
        <b>{label}</b>
        <p className="k-muted">{help}</p>
      </div>
    </div>
  );
}
