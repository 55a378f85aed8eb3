import { useQuery } from "@tanstack/react-query";
import { Progress } from "antd";
import { useTranslation } from "react-i18next";
import { importQuery, imports } from "../api/imports.ts";
import { formatNumber } from "../format/number.ts";
import { Counts } from "./counts.tsx";
import { RowVerdicts } from "./row-verdicts.tsx";

/** What each row of the file would do; nothing has been written. */
export function CheckStep({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(importQuery(id));
  const isRunning = !data || data.state === "running";
  return (
    <>
      <section className="k-panel is-padded k-stack" aria-label={t("import.verdict.title")} aria-live="polite">
        <div className="k-panel-head">
          <h2 style={{ fontSize: 13 }}>{t("import.verdict.title")}</h2>
          <span className="k-muted">{t("import.verdict.nothing")}</span>
        </div>
        {error ? <p className="k-error">{error.message}</p> : null}
        {isRunning ? (
          <>
            <Progress percent={data?.total ? Math.floor((data.processed / data.total) * 100) : 0} aria-label={t("import.verdict.title")} />
            <p className="k-muted">{t("import.verdict.running", { done: formatNumber(data?.processed ?? 0), total: formatNumber(data?.total ?? 0) })}</p>
          </>
        ) : null}
        {data?.error ? <p className="k-error">{data.error.message}</p> : null}
        {data ? <Counts info={data} /> : null}
        {!isRunning && data.failed > 0 ? (
          <p>
            {t("import.verdict.bad", { count: data.failed })} <a href={imports.errorsUrl(id)}>{t("import.errorFile")}</a>
          </p>
        ) : null}
      </section>
      {isRunning ? null : <RowVerdicts info={data} />}
    </>
  );
}
