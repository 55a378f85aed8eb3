import { useQuery } from "@tanstack/react-query";
import { Progress } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { importQuery, imports } from "../api/imports.ts";
import { Counts } from "./counts.tsx";

/** What a dry run found; nothing was written. */
export function Verdict({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(importQuery(id));
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section className="k-panel is-padded k-stack" ref={panel} aria-label={t("import.verdict.title")} aria-live="polite">
      <h2 style={{ fontSize: 13 }}>{t("import.verdict.title")}</h2>
      {error ? <p className="k-error">{error.message}</p> : null}
      {data?.state === "running" || !data ? (
        <Progress percent={data?.total ? Math.floor((data.processed / data.total) * 100) : 0} aria-label={t("import.verdict.title")} />
      ) : null}
      {data?.error ? <p className="k-error">{data.error.message}</p> : null}
      {data ? <Counts info={data} /> : null}
      {data && data.state !== "running" && data.failed > 0 ? (
        <p>
          {t("import.verdict.bad", { count: data.failed })} <a href={imports.errorsUrl(id)}>{t("import.errorFile")}</a>
        </p>
      ) : null}
    </section>
  );
}
