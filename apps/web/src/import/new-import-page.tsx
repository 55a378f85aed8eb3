import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../api/catalog.ts";
import { type ImportOptions, imports } from "../api/imports.ts";
import type { ObjectInfo } from "../api/types.ts";
import { formatBytes } from "../format/number.ts";
import { Icon } from "../icons/icon.tsx";
import { preferences } from "../preferences/preferences.ts";
import { EmptyState } from "../shell/empty-state.tsx";
import { BoneRows } from "../shell/page-skeleton.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { FileDrop } from "./file-drop.tsx";
import { duplicateRule, ImportSettings } from "./import-settings.tsx";
import { MappingTable } from "./mapping-table.tsx";
import { PreviewTable } from "./preview-table.tsx";
import { Verdict } from "./verdict.tsx";
import "./import.css";

const route = getRouteApi("/shell/imports/new");

/** A file, what its columns mean, what happens to duplicates, a dry run, and off it goes. */
export function NewImportPage() {
  const { t } = useTranslation();
  const { object: name } = route.useSearch();
  const navigate = route.useNavigate();
  const { objects, byName } = useCatalog();
  usePageTitle(t("import.new"));
  const importable = objects.filter((o) => o.can.import);
  const object = byName.get(name ?? "") ?? importable.find((o) => o.name === "customer") ?? importable[0];
  if (!object) return <EmptyState icon="lock" title={t("shell.forbidden.title")} text={t("import.notAllowed")} />;
  return (
    <div className="k-page">
      <header className="k-page-head">
        <h1>{t("import.title", { objects: labelOf(object.plural_label) })}</h1>
        <span className="k-space" />
        <Select
          aria-label={t("import.object")}
          value={object.name}
          onChange={(next) => void navigate({ search: { object: next }, replace: true })}
          options={importable.map((o) => ({ value: o.name, label: labelOf(o.plural_label) }))}
          style={{ minWidth: 140 }}
        />
      </header>
      <ImportSteps key={object.name} object={object} />
    </div>
  );
}

function ImportSteps({ object }: { object: ObjectInfo }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [options, setOptions] = useState<ImportOptions>({ time_zone: preferences().timeZone });
  const [dryRun, setDryRun] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const { key: _key, duplicates: _duplicates, dry_run: _dryRun, ...seen } = options;
  const preview = useQuery({
    queryKey: ["import-preview", object.name, file?.name, file?.size, file?.lastModified, seen],
    queryFn: () => imports.preview(object.name, file as File, seen),
    enabled: file !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const change = (patch: Partial<ImportOptions>) => {
    setDryRun(null);
    setOptions((now) => ({ ...now, ...patch }));
  };
  const run = async (isDry: boolean) => {
    if (!file || !preview.data) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const { duplicates, key } = duplicateRule(options, preview.data.keys);
      const rule = duplicates === "create" ? { duplicates } : { duplicates, key };
      const { key: _, ...rest } = options;
      const { id } = await imports.create(object.name, file, { ...rest, ...rule, mapping: preview.data.mapping, ...(isDry ? { dry_run: true } : {}) });
      if (isDry) setDryRun(id);
      else await navigate({ to: "/imports/$id", params: { id } });
    } catch (error) {
      setProblem((error as Error).message);
    }
    setBusy(false);
  };
  if (!file)
    return (
      <div className="k-import">
        <FileDrop onFile={setFile} />
        <p className="k-muted">{t("import.hints")}</p>
      </div>
    );
  const data = preview.data;
  return (
    <>
      <div className="k-import">
        <div className="k-panel is-padded k-row-gap">
          <Icon name="file" />
          <span className="k-strong">{file.name}</span>
          <span className="k-muted">{formatBytes(file.size)}</span>
          <button type="button" className="k-link-button" onClick={() => setFile(null)}>
            {t("import.otherFile")}
          </button>
        </div>
        {preview.error ? (
          <EmptyState icon="warning" title={t("import.unreadable")} text={preview.error.message} />
        ) : data ? (
          <>
            <ImportSettings object={object} preview={data} options={options} onChange={change} />
            <MappingTable object={object} preview={data} onChange={(mapping) => change({ mapping })} />
            <PreviewTable object={object} preview={data} isStale={preview.isPlaceholderData} />
          </>
        ) : (
          <div className="k-panel">
            <BoneRows count={8} />
          </div>
        )}
        {dryRun ? <Verdict id={dryRun} /> : null}
      </div>
      {data && !preview.error ? (
        <div className="k-import-bar">
          {problem ? (
            <span className="k-error" role="alert">
              {problem}
            </span>
          ) : (
            <span className="k-muted">{t("import.barHint")}</span>
          )}
          <span className="k-space" />
          <Button onClick={() => void run(true)} disabled={isBusy}>
            {t("import.tryOut")}
          </Button>
          <Button type="primary" onClick={() => void run(false)} loading={isBusy} disabled={!Object.values(data.mapping).some(Boolean)}>
            {t("import.start")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
