import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, titleOf, useCatalog } from "../../api/catalog.ts";
import { findPeople } from "../../api/find-people.ts";
import { recentsQuery } from "../../api/recents.ts";
import { rememberName, useRecordNames } from "../../api/record-names.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord } from "../../api/types.ts";
import { Icon } from "../../icons/icon.tsx";
import { Avatar } from "../../shell/avatar.tsx";
import { useDebounced } from "../../shell/use-debounced.ts";
import "./record-select.css";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { clearable } from "../clearable.ts";

const offeredAtOnce = 20;
const RecordDrawer = lazyReady(() => import("../../form/record-drawer.tsx"));

interface Props {
  target: string;
  value: string | string[] | null;
  onChange: (value: string | string[] | null) => void;
  isMultiple?: boolean;
  allowClear?: boolean;
  /** Further condition on what is offered. */
  filter?: Record<string, unknown>;
  /** What is missing can be made on the spot, beginning with these values. */
  canCreate?: boolean;
  placeholder?: string;
  id?: string;
  status?: "error";
  autoFocus?: boolean;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-required"?: boolean;
  "aria-invalid"?: boolean;
}

interface Choice {
  value?: string;
  label: string;
  number?: string | undefined;
  options?: Choice[];
}

/** Finds records of an object by typing: two Chinese characters, pinyin, a number, part of a phone. Recent ones come first. */
export function RecordSelect({ target, value, onChange, isMultiple = false, allowClear = true, filter, canCreate = false, autoFocus, ...attributes }: Props) {
  const { t } = useTranslation();
  const object = useCatalog().byName.get(target);
  const [isOpen, setOpen] = useState(autoFocus ?? false);
  const [text, setText] = useState("");
  const [isMaking, setMaking] = useState(false);
  const q = useDebounced(text.trim(), 200);
  const chosen = useMemo(() => (Array.isArray(value) ? value : value ? [value] : []), [value]);
  const path = object?.path ?? "";
  // as text, since a screen reader is told the id of what is drawn otherwise
  const names = useRecordNames(target, chosen);
  const found = useQuery({
    queryKey: ["records", path, "pick", q, filter ?? null],
    queryFn: async ({ signal }) => {
      // letters of the company's address are in everyone's: names come first
      if (target === "user" && q) return findPeople({ q, limit: offeredAtOnce, filter: filter ?? {}, signal });
      return (await records.list(path, { limit: offeredAtOnce, ...(q ? { q } : {}), ...(filter ? { filter: JSON.stringify(filter) } : {}) }, signal)).data;
    },
    enabled: isOpen && path !== "",
    placeholderData: keepPreviousData,
  });
  // a recent record may not meet a condition, so it is only offered without one
  const recent = useQuery({ ...recentsQuery(30), enabled: isOpen && !filter });
  const offered = (found.data ?? []).map((r) => ({
    value: r.id,
    label: titleOf(r, object),
    number: r.number as string | undefined,
  }));
  const lately = q ? [] : (recent.data ?? []).filter((r) => r.object === target).slice(0, 5);
  const known = new Map([...lately.map((r) => [r.id, r.title] as const), ...offered.map((o) => [o.value, o.label] as const)]);
  const kept = chosen.filter((id) => !known.has(id)).map((id): Choice => ({ value: id, label: names.get(id) ?? "…", number: undefined }));
  const others = [...(q ? [] : kept), ...offered.filter((o) => !lately.some((r) => r.id === o.value))];
  const options: Choice[] =
    lately.length > 0
      ? [
          { label: t("fields.lately"), options: lately.map((r): Choice => ({ value: r.id, label: r.title, number: undefined })) },
          { label: t("fields.others"), options: others },
        ]
      : others;
  const choose = (v: string | string[] | null) => {
    for (const id of Array.isArray(v) ? v : [v]) {
      const name = id ? known.get(id) : undefined;
      if (id && name) rememberName(target, id, name);
    }
    setText(""); // what found one of several is not what finds the next
    onChange(v ?? null);
  };
  const made = (record: ApiRecord) => {
    rememberName(target, record.id, titleOf(record, object));
    choose(isMultiple ? [...chosen, record.id] : record.id);
    setText("");
  };
  const mayMake = canCreate && object?.can.create === true;
  return (
    <>
      <Select
        {...attributes}
        value={isMultiple ? chosen : (chosen[0] ?? null)}
        {...(isMultiple ? { mode: "multiple" as const } : {})}
        onChange={choose}
        options={options}
        optionRender={(option) => (
          <span className="k-choice">
            {target === "user" ? <Avatar name={String(option.label)} /> : null}
            <bdi className="k-ellipsis">{option.label}</bdi>
            <span className="k-space" />
            {option.data.number && target !== "user" && target !== "role" ? <span className="k-muted">{option.data.number}</span> : null}
          </span>
        )}
        labelRender={({ value: id }) => known.get(String(id)) ?? names.get(String(id)) ?? "…"}
        showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
        onOpenChange={setOpen}
        open={isOpen}
        popupRender={(menu) => (
          <>
            {menu}
            {mayMake ? (
              <button
                type="button"
                className="k-choice-new"
                onMouseDown={(e) => e.preventDefault()}
                onClick={() => {
                  setOpen(false);
                  setMaking(true);
                }}
              >
                <Icon name="plus" size={14} />
                {text.trim() ? t("fields.makeNamed", { name: text.trim() }) : t("list.newRecord", { object: labelOf(object?.label) })}
              </button>
            ) : null}
          </>
        )}
        autoFocus={autoFocus ?? false}
        allowClear={clearable(allowClear)}
        notFoundContent={found.isFetching ? t("common.loading") : t("fields.nothingFound")}
        popupMatchSelectWidth={260}
        style={{ width: "100%" }}
      />
      {isMaking && object ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: what happens in the new form is not for the form around it
        <span style={{ display: "contents" }} onKeyDown={(e) => e.stopPropagation()} onClick={(e) => e.stopPropagation()}>
          <Suspense fallback={null}>
            <RecordDrawer object={object} initial={text.trim() ? { [object.title_field]: text.trim() } : {}} onClose={() => setMaking(false)} onSaved={made} />
          </Suspense>
        </span>
      ) : null}
    </>
  );
}
