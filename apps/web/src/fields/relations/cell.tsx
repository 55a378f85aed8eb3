import { useTranslation } from "react-i18next";
import { expandedName } from "../../api/catalog.ts";
import type { CellProps } from "../field-module.ts";
import { RecordName } from "../relation/record-name.tsx";

export const width = 200;

export function Cell({ value, field, record, isDense }: CellProps) {
  const { t } = useTranslation();
  const ids = (Array.isArray(value) ? value : [value]).map(String);
  const name = expandedName(field);
  const expanded = name === field.name ? undefined : (record?.[name] as Record<string, unknown>[] | undefined);
  const shown = isDense ? ids.slice(0, 3) : ids;
  return (
    <>
      {shown.map((id, index) => (
        <span key={id}>
          {index > 0 ? t("common.listComma") : null}
          <RecordName target={field.target} id={id} expanded={expanded ? (expanded.find((r) => r.id === id) ?? null) : undefined} isLink={!isDense} />
        </span>
      ))}
      {ids.length > shown.length ? <span className="k-muted"> +{ids.length - shown.length}</span> : null}
    </>
  );
}
