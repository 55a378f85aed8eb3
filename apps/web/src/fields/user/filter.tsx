import { useTranslation } from "react-i18next";
import type { FilterValueProps } from "../field-module.ts";
import { RecordSelect } from "../relation/record-select.tsx";

export { operators } from "../relation/filter.tsx";

const isMe = (value: unknown): boolean => typeof value === "object" && value !== null && (value as { relative?: unknown }).relative === "me";

/** Colleagues by name, and “me”: whoever looks at the list. */
export function Value({ field, value, onChange, label }: FilterValueProps) {
  const { t } = useTranslation();
  const chosen = Array.isArray(value) ? value : value ? [value] : [];
  const others = chosen.filter((one): one is string => typeof one === "string");
  const hasMe = chosen.some(isMe);
  const set = (next: unknown[]) => onChange(next.length > 0 ? next : null);
  return (
    <span style={{ display: "grid", gap: 8 }}>
      <label className="k-check-line">
        <input type="checkbox" checked={hasMe} onChange={(e) => set([...(e.target.checked ? [{ relative: "me" }] : []), ...others])} />
        {t("list.relative.me")}
      </label>
      <RecordSelect
        aria-label={label}
        target={field.target ?? "user"}
        isMultiple
        value={others}
        onChange={(next) => set([...(hasMe ? [{ relative: "me" }] : []), ...((next as string[] | null) ?? [])])}
      />
    </span>
  );
}
