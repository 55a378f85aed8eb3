import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ImportOptions, importQuery, imports } from "../api/imports.ts";
import type { ObjectInfo } from "../api/types.ts";
import { formatNumber } from "../format/number.ts";
import { isUnreachable } from "../outbox/deliver.ts";
import { newId } from "../outbox/new-id.ts";
import { preferences } from "../preferences/preferences.ts";
import { EmptyState } from "../shell/empty-state.tsx";
import { BoneRows } from "../shell/page-skeleton.tsx";
import { CheckStep } from "./check-step.tsx";
import { FileDrop } from "./file-drop.tsx";
import { duplicateRule, ImportSettings } from "./import-settings.tsx";
import { MappingTable } from "./mapping-table.tsx";
import { PreviewTable } from "./preview-table.tsx";
import { Recognised } from "./recognised.tsx";
import { StepPath } from "./step-path.tsx";

/** A file, what its columns mean, what each row would do, and off it goes. */
export function ImportWizard({ object }: { object: ObjectInfo }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [options, setOptions] = useState<ImportOptions>({ time_zone: preferences().timeZone });
  const [dryRun, setDryRun] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const { key: _key, duplicates: _duplicates, dry_run: _dryRun, ...seen } = options;
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: ["import-preview", object.name, file?.name, file?.size, file?.lastModified, seen],
    queryFn: () => imports.preview(object.name, file as File, seen),
    enabled: file !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const { data: checked } = useQuery({ ...importQuery(dryRun ?? ""), enabled: dryRun !== null });
  const take = (next: File | null) => {
    setFile(next);
    setDryRun(null);
    setProblem(undefined);
    setOptions({ time_zone: preferences().timeZone });
  };
  // the same wish under the same key, until it is answered: a lost answer begins no second import
  const wish = useRef({ text: "", key: "" });
  const run = async (isDry: boolean) => {
    if (!file || !data) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const { duplicates, key } = duplicateRule(options, data.keys);
      const rule = duplicates === "create" ? { duplicates } : { duplicates, key };
      const { key: _, ...rest } = options;
      const chosen: ImportOptions = { ...rest, ...rule, mapping: data.mapping, ...(isDry ? { dry_run: true } : {}) };
      const text = JSON.stringify([file.name, file.size, file.lastModified, chosen]);
      if (wish.current.text !== text) wish.current = { text, key: newId() };
      const { id } = await imports.create(object.name, file, chosen, wish.current.key);
      wish.current = { text: "", key: "" };
      if (isDry) setDryRun(id);
      else await navigate({ to: "/imports/$id", params: { id } });
    } catch (problem) {
      setProblem((problem as Error).message);
    }
    setBusy(false);
  };
  const step = file === null ? "file" : dryRun === null ? "columns" : "check";
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  // what was pressed to come here is gone: go on where the step begins
  useEffect(() => {
    if (shown.current !== step) place.current?.focus();
    shown.current = step;
  }, [step]);
  const path = <StepPath current={step} onBack={(to) => (to === "file" ? take(null) : setDryRun(null))} />;
  if (!file)
    return (
      <div className="k-import" ref={place} tabIndex={-1}>
        {path}
        <FileDrop onFile={take} />
        <p className="k-muted">{t("import.hints")}</p>
      </div>
    );
  const isChecking = dryRun !== null && (checked === undefined || checked.state === "running");
  const writable = checked ? checked.created + checked.updated : 0;
  return (
    <>
      <div className="k-import" ref={place} tabIndex={-1}>
        {path}
        <Recognised file={file} preview={data} onOther={() => take(null)} />
        {dryRun ? (
          <CheckStep key={dryRun} id={dryRun} />
        ) : error ? (
          isUnreachable(error) ? (
            <EmptyState icon="offline" title={t("import.unsent")} text={error.message}>
              <Button type="primary" onClick={() => void refetch()} loading={isFetching}>
                {t("common.tryAgain")}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState icon="warning" title={t("import.unreadable")} text={error.message} />
          )
        ) : data ? (
          <>
            <MappingTable object={object} preview={data} onChange={(mapping) => setOptions((now) => ({ ...now, mapping }))} />
            <ImportSettings object={object} preview={data} options={options} onChange={(patch) => setOptions((now) => ({ ...now, ...patch }))} />
            <PreviewTable object={object} preview={data} isStale={isPlaceholderData} />
          </>
        ) : (
          <div className="k-panel">
            <BoneRows count={8} />
          </div>
        )}
      </div>
      {data && !error ? (
        <div className="k-import-bar">
          {problem ? (
            <span className="k-error" role="alert">
              {problem}
            </span>
          ) : (
            <span className="k-muted">{t(dryRun ? "import.checkHint" : "import.barHint")}</span>
          )}
          <div className="k-import-actions">
            {dryRun ? (
              <>
                <Button onClick={() => setDryRun(null)}>{t("import.back")}</Button>
                <Button type="primary" onClick={() => void run(false)} loading={isBusy} disabled={isChecking || checked?.state === "failed" || writable === 0}>
                  {isChecking ? t("import.start") : t("import.startCount", { count: writable, shown: formatNumber(writable) })}
                </Button>
              </>
            ) : (
              <>
                <Button onClick={() => void run(false)} disabled={isBusy || !Object.values(data.mapping).some(Boolean)}>
                  {t("import.startAtOnce")}
                </Button>
                <Button type="primary" onClick={() => void run(true)} loading={isBusy} disabled={!Object.values(data.mapping).some(Boolean)}>
                  {t("import.tryOut")}
                </Button>
              </>
            )}
          </div>
        </div>
      ) : null}
    </>
  );
}
