import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../api/catalog.ts";
import { imports } from "../api/imports.ts";
import { Cell as DateTime } from "../fields/datetime/cell.tsx";
import { RecordName } from "../fields/relation/record-name.tsx";
import { formatNumber } from "../format/number.ts";
import { EmptyState } from "../shell/empty-state.tsx";
import { BoneRows } from "../shell/page-skeleton.tsx";
import { RouteError } from "../shell/route-error.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { ImportState } from "./import-state.tsx";
import "./import.css";

const noField = { name: "", type: "datetime", label: { zh: "", en: "" }, required: false, unique: false, system: false, custom: false };

/** Past imports, newest first. */
export function ImportsPage() {
  const { t } = useTranslation();
  const { byName } = useCatalog();
  const { data, error } = useQuery({
    queryKey: ["imports"],
    queryFn: imports.list,
    refetchInterval: ({ state }) => (state.data?.some((i) => i.state === "running") ? 2000 : false),
  });
  usePageTitle(t("shell.imports"));
  return (
    <div className="k-page">
      <header className="k-page-head">
        <h1>{t("shell.imports")}</h1>
        <span className="k-space" />
        <Link to="/imports/new" className="k-button is-primary">
          {t("import.new")}
        </Link>
      </header>
      <div className="k-page-body">
        {error ? <RouteError error={error} /> : null}
        {data === undefined && !error ? (
          <div className="k-panel">
            <BoneRows count={6} />
          </div>
        ) : null}
        {data?.length === 0 ? (
          <EmptyState icon="import" title={t("import.empty.title")} text={t("import.empty.text")}>
            <Link to="/imports/new" className="k-button is-primary">
              {t("import.new")}
            </Link>
          </EmptyState>
        ) : null}
        {data && data.length > 0 ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways
          <div className="k-panel k-table-scroll" tabIndex={0} role="region" aria-label={t("shell.imports")}>
            <table className="k-plain-table">
              <thead>
                <tr>
                  <th scope="col">{t("import.file")}</th>
                  <th scope="col">{t("import.object")}</th>
                  <th scope="col">{t("import.state")}</th>
                  <th scope="col" className="k-num">
                    {t("import.counts.total")}
                  </th>
                  <th scope="col" className="k-num">
                    {t("import.counts.failed")}
                  </th>
                  <th scope="col">{t("import.by")}</th>
                  <th scope="col">{t("import.at")}</th>
                </tr>
              </thead>
              <tbody>
                {data.map((i) => (
                  <tr key={i.id}>
                    <td>
                      <Link to="/imports/$id" params={{ id: i.id }}>
                        {i.file_name}
                      </Link>
                    </td>
                    <td>{labelOf(byName.get(i.object)?.plural_label) || i.object}</td>
                    <td>
                      <ImportState info={i} />
                    </td>
                    <td className="k-num">{formatNumber(i.total)}</td>
                    <td className={`k-num${i.failed > 0 ? " k-error" : ""}`}>{formatNumber(i.failed)}</td>
                    <td>
                      <RecordName target="user" id={i.user_id} />
                    </td>
                    <td>
                      <DateTime field={noField} value={i.created_at} isDense />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </div>
    </div>
  );
}
