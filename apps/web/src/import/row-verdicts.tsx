import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../api/catalog.ts";
import { type ImportInfo, type ImportRow, imports, type RowOutcome } from "../api/imports.ts";
import { formatNumber } from "../format/number.ts";
import { BoneRows } from "../shell/page-skeleton.tsx";

const outcomes: readonly RowOutcome[] = ["failed", "created", "updated", "unchanged", "skipped"];
const tones: Record<RowOutcome, string> = { failed: "red", created: "jade", updated: "blue", unchanged: "gray", skipped: "gray" };

/** What became of each row (of a dry run: what would), by outcome; refused ones first, with their reasons. */
export function RowVerdicts({ info }: { info: ImportInfo }) {
  const { t } = useTranslation();
  const path = useCatalog().byName.get(info.object)?.path;
  const [chosen, setChosen] = useState<RowOutcome | "all">();
  const outcome = chosen ?? (info.failed > 0 ? "failed" : "all");
  const rows = useInfiniteQuery({
    queryKey: ["imports", info.id, "rows", outcome],
    queryFn: ({ pageParam, signal }) => imports.rows(info.id, { outcome: outcome === "all" ? undefined : outcome, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const shown = rows.data?.pages.flatMap((page) => page.data);
  return (
    <section className="k-panel k-verdicts" aria-label={t("import.rows.title")}>
      <div className="k-tabs" role="group" aria-label={t("import.rows.filter")}>
        {(["all", ...outcomes] as const).map((name) => {
          const count = name === "all" ? info.processed : info[name];
          return name !== "all" && count === 0 ? null : (
            <button
              key={name}
              type="button"
              className={`k-tab${name === outcome ? " is-current" : ""}`}
              aria-pressed={name === outcome}
              onClick={() => setChosen(name)}
            >
              {t(name === "all" ? "import.rows.all" : `import.counts.${name}`)} <small>{formatNumber(count)}</small>
            </button>
          );
        })}
      </div>
      {shown ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls
        <div className="k-verdict-scroll" tabIndex={0} role="region" aria-label={t("import.rows.title")}>
          <table className="k-verdict-table">
            <thead>
              <tr>
                <th scope="col" className="k-num">
                  {t("import.preview.row")}
                </th>
                <th scope="col">{t("import.rows.name")}</th>
                <th scope="col">{t("import.rows.outcome")}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <VerdictRow key={row.row} row={row} path={path} />
              ))}
            </tbody>
          </table>
          {rows.hasNextPage ? (
            <button type="button" className="k-more" onClick={() => void rows.fetchNextPage()} disabled={rows.isFetchingNextPage}>
              {t("import.rows.more")}
            </button>
          ) : null}
        </div>
      ) : (
        <BoneRows count={6} />
      )}
    </section>
  );
}

function VerdictRow({ row, path }: { row: ImportRow; path: string | undefined }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td className="k-num k-muted">{formatNumber(row.row)}</td>
      <td>
        {row.record_id && path ? (
          <Link to="/o/$path/$id" params={{ path, id: row.record_id }}>
            <bdi>{row.title || t("import.rows.unnamed")}</bdi>
          </Link>
        ) : (
          <bdi>{row.title || t("import.rows.unnamed")}</bdi>
        )}
      </td>
      <td>
        <span className={`k-tag is-${tones[row.outcome]}`}>{t(`import.counts.${row.outcome}`)}</span>
        {row.errors.length > 0 ? (
          <ul className="k-reasons">
            {row.errors.map((e) => (
              <li key={`${e.path}${e.code}`}>{e.message}</li>
            ))}
          </ul>
        ) : null}
      </td>
    </tr>
  );
}
