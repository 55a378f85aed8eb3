import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { titleOf, useCatalog } from "../../api/catalog.ts";
import { rememberName } from "../../api/record-names.ts";
import { records } from "../../api/records.ts";
import { useDebounced } from "../../shell/use-debounced.ts";
import { RecordName } from "./record-name.tsx";

interface Props {
  target: string;
  value: string | string[] | null;
  onChange: (value: string | string[] | null) => void;
  isMultiple?: boolean;
  allowClear?: boolean;
  /** Further condition on what is offered. */
  filter?: Record<string, unknown>;
  placeholder?: string;
  id?: string;
  status?: "error";
  autoFocus?: boolean;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-required"?: boolean;
  "aria-invalid"?: boolean;
}

/** Finds records of an object by typing: two Chinese characters, pinyin, a number, part of a phone. */
export function RecordSelect({ target, value, onChange, isMultiple = false, allowClear = true, filter, autoFocus, ...attributes }: Props) {
  const { t } = useTranslation();
  const object = useCatalog().byName.get(target);
  const [isOpen, setOpen] = useState(autoFocus ?? false);
  const [text, setText] = useState("");
  const q = useDebounced(text.trim(), 200);
  const chosen = useMemo(() => (Array.isArray(value) ? value : value ? [value] : []), [value]);
  const path = object?.path ?? "";
  const found = useQuery({
    queryKey: ["records", path, "pick", q, filter ?? null],
    queryFn: ({ signal }) => records.list(path, { limit: 20, ...(q ? { q } : {}), ...(filter ? { filter: JSON.stringify(filter) } : {}) }, signal),
    enabled: isOpen && path !== "",
    placeholderData: keepPreviousData,
  });
  const offered = (found.data?.data ?? []).map((r) => ({ value: r.id, label: titleOf(r, object), number: r.number as string | undefined }));
  const kept = chosen
    .filter((id) => !offered.some((o) => o.value === id))
    .map((id) => ({ value: id, label: <RecordName target={target} id={id} />, number: undefined }));
  return (
    <Select
      {...attributes}
      value={isMultiple ? chosen : (chosen[0] ?? null)}
      {...(isMultiple ? { mode: "multiple" as const } : {})}
      onChange={(v: string | string[] | null) => {
        for (const id of Array.isArray(v) ? v : [v]) {
          const option = offered.find((o) => o.value === id);
          if (id && option) rememberName(target, id, option.label);
        }
        onChange(v ?? null);
      }}
      options={[...(q ? [] : kept), ...offered]}
      optionRender={(option) => (
        <span style={{ display: "flex", gap: 8 }}>
          <span className="k-ellipsis">{option.label}</span>
          <span className="k-space" />
          {option.data.number && target !== "user" && target !== "role" ? <span className="k-muted">{option.data.number}</span> : null}
        </span>
      )}
      labelRender={({ value: id, label }) => label ?? <RecordName target={target} id={String(id)} />}
      showSearch={{ filterOption: false, onSearch: setText }}
      onOpenChange={setOpen}
      defaultOpen={autoFocus ?? false}
      autoFocus={autoFocus ?? false}
      allowClear={allowClear}
      notFoundContent={found.isFetching ? t("common.loading") : t("fields.nothingFound")}
      popupMatchSelectWidth={260}
      style={{ width: "100%" }}
    />
  );
}
