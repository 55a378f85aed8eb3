import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App, Button, Progress } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../api/catalog.ts";
import { type ImportInfo, importQuery, imports } from "../api/imports.ts";
import { formatDateTime } from "../format/date.ts";
import { formatBytes, formatNumber } from "../format/number.ts";
import { PageSkeleton } from "../shell/page-skeleton.tsx";
import { RouteError } from "../shell/route-error.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { Counts } from "./counts.tsx";
import { ImportState } from "./import-state.tsx";
import { RowVerdicts } from "./row-verdicts.tsx";
import "./import.css";

const route = getRouteApi("/shell/imports/$id");

/** One import: progress while it runs, the result, the refused rows, the way back. */
export function ImportPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error } = useQuery(importQuery(id));
  usePageTitle(data?.file_name ?? t("shell.imports"));
  // while the server is away the page stays, and goes on when it is back
  if (error && !data) return <RouteError error={error} />;
  return data ? <OneImport info={data} /> : <PageSkeleton />;
}

function OneImport({ info }: { info: ImportInfo }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const object = useCatalog().byName.get(info.object);
  const isRunning = info.state === "running";
  // biome-ignore lint/correctness/useExhaustiveDependencies: lists are stale once the state changes
  useEffect(() => {
    if (!isRunning && object) void queries.invalidateQueries({ queryKey: ["records", object.path] });
  }, [info.state]);
  const [isCounting, setCounting] = useState(false);
  const ask = async () => {
    setCounting(true);
    try {
      const { deleted, restored } = await imports.reversal(info.id);
      confirmReversal(t("import.reverse.text", { deleted: formatNumber(deleted), restored: formatNumber(restored) }));
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      setCounting(false);
    }
  };
  const confirmReversal = (content: string) =>
    modal.confirm({
      title: t("import.reverse.title"),
      content,
      okText: t("import.reverse.button"),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await imports.reverse(info.id);
          await queries.invalidateQueries({ queryKey: ["imports"] });
        } catch (error) {
          void message.error((error as Error).message);
        }
      },
    });
  return (
    <div className="k-page">
      <header className="k-page-head">
        <div>
          <div className="k-crumb">
            <Link to="/imports">{t("shell.imports")}</Link>
          </div>
          <h1>{info.file_name}</h1>
        </div>
        <ImportState info={info} />
        <span className="k-space" />
        {object && info.state === "done" && !info.dry_run ? (
          <Link className="k-button" to="/o/$path" params={{ path: object.path }} search={{ sort: "-created_at" }}>
            {t("import.showRecords", { objects: labelOf(object.plural_label) })}
          </Link>
        ) : null}
        {info.is_reversible ? (
          <Button danger loading={isCounting} onClick={() => void ask()}>
            {t("import.reverse.button")}
          </Button>
        ) : null}
      </header>
      <div className="k-page-body is-readable k-stack">
        <section className="k-panel is-padded k-stack" aria-label={t("import.result")} aria-live="polite">
          {isRunning ? (
            <>
              <Progress percent={info.total ? Math.min(99, Math.floor((info.processed / info.total) * 100)) : 0} aria-label={t("import.progress")} />
              <p className="k-muted">{t("import.runningText", { done: formatNumber(info.processed), total: formatNumber(info.total) })}</p>
            </>
          ) : null}
          {info.error ? <p className="k-error">{info.error.message}</p> : null}
          <Counts info={info} />
          {info.failed > 0 && !isRunning ? (
            <div className="k-row-gap">
              <span>{t("import.refused", { count: info.failed })}</span>
              <a className="k-button" href={imports.errorsUrl(info.id)} download>
                {t("import.errorFile")}
              </a>
            </div>
          ) : null}
          {info.state === "reversed" ? (
            <p>
              {t("import.reverse.done", { deleted: formatNumber(info.reversal?.deleted ?? 0), restored: formatNumber(info.reversal?.restored ?? 0) })}
              {info.reversal?.kept?.length ? ` ${t("import.reverse.kept", { count: info.reversal.kept.length })}` : ""}
            </p>
          ) : null}
        </section>
        {isRunning || info.processed === 0 ? null : <RowVerdicts info={info} />}
        <p className="k-muted">
          {formatBytes(info.file_size)} · {formatDateTime(info.created_at)}
          {info.finished_at ? ` – ${formatDateTime(info.finished_at)}` : ""}
        </p>
      </div>
    </div>
  );
}
