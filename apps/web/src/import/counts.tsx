import { useTranslation } from "react-i18next";
import type { ImportInfo } from "../api/imports.ts";
import { formatNumber } from "../format/number.ts";

/** What became of the rows; the parts add up to the total. */
export function Counts({ info }: { info: ImportInfo }) {
  const { t } = useTranslation();
  return (
    <dl className="k-counts">
      {(["total", "created", "updated", "unchanged", "skipped", "failed"] as const).map((name) => (
        <div key={name} className={name === "failed" && info.failed > 0 ? "is-bad" : name === "created" ? "is-good" : undefined}>
          <dt>{t(`import.counts.${name}`)}</dt>
          <dd data-count={name}>{formatNumber(info[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
