import { useQuery } from "@tanstack/react-query";
import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../../api/catalog.ts";
import { sales } from "../../../api/sales.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { Icon } from "../../../icons/icon.tsx";
import "./signals.css";

const day = 24 * 60 * 60 * 1000;

/** Says of a deal that nothing moves any more, for how long, and why it counts as such. */
export default function StalledBadge({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const isStalled = record.is_stalled === true;
  const { data } = useQuery({
    queryKey: ["records", "opportunities", "one", record.id, "stages", record.version],
    queryFn: () => sales.stages(record.id),
    enabled: isStalled,
  });
  if (!isStalled) return null;
  const stalled = data?.stalled;
  const stage = data?.pipeline?.stages.find((s) => s.stage === record.stage);
  const name = labelOf(stage?.label ?? fieldOf(object, "stage")?.options?.find((o) => o.value === record.stage)?.label);
  const since = stalled?.at ?? (record.stalled_at as string | null);
  const days = since ? Math.floor((Date.now() - new Date(since).getTime()) / day) : 0;
  const reason = stalled ? t(`sales.stalled.${stalled.reason}`, { stage: name, count: stalled.limit }) : "";
  return (
    <Tooltip title={reason} trigger={["hover", "focus"]}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason is told on focus, too */}
      <span className="k-signal is-amber" tabIndex={0}>
        <Icon name="warning" size={14} />
        {days > 0 ? t("sales.stalled.title", { count: days }) : t("sales.stalled.today")}
        <span className="k-visually-hidden">{reason}</span>
      </span>
    </Tooltip>
  );
}
