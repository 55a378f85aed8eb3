import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sales } from "../../../api/sales.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { formatPercent } from "../../../format/number.ts";
import "./customer.css";

const radius = 17;
const around = 2 * Math.PI * radius;
const shown = 4;

/** How much of what matters about a customer is filled in, and what would help most. Nothing once it is whole. */
export default function Completeness({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ["records", "customers", "one", record.id, "completeness", record.version],
    queryFn: () => sales.completeness(record.id),
    placeholderData: (before) => before,
  });
  const percent = Number(data?.percent ?? record.completeness ?? 0);
  if (record.completeness === undefined || percent >= 100) return null;
  const missing = data?.missing ?? [];
  return (
    <section className="k-panel k-complete" aria-label={t("sales.completeness.title")}>
      <svg viewBox="0 0 40 40" width="44" height="44" role="img" aria-label={t("sales.completeness.spoken", { percent: formatPercent(percent) })}>
        <circle cx="20" cy="20" r={radius} className="k-ring-ground" />
        <circle
          cx="20"
          cy="20"
          r={radius}
          className={`k-ring-value${percent < 50 ? " is-low" : ""}`}
          strokeDasharray={`${(around * percent) / 100} ${around}`}
          transform="rotate(-90 20 20)"
        />
        <text x="20" y="20.5" dominantBaseline="middle" textAnchor="middle">
          {percent}
        </text>
      </svg>
      <div>
        <div className="k-complete-head">
          <h2>{t("sales.completeness.title")}</h2>
          {object.can.update && missing.length > 0 ? (
            <button
              type="button"
              className="k-link-button"
              onClick={() => void navigate({ to: "/o/$path/$id", params: { path: object.path, id: record.id }, search: { edit: true } })}
            >
              {t("sales.completeness.fill")}
            </button>
          ) : null}
        </div>
        {missing.length ? (
          <p className="k-muted">
            {t("sales.completeness.missing", {
              list: missing
                .slice(0, shown)
                .map((m) => m.text)
                .join(t("sales.comma")),
            })}
            {missing.length > shown ? t("sales.completeness.more", { count: missing.length - shown }) : ""}
          </p>
        ) : null}
      </div>
    </section>
  );
}
