import { Input as AntInput, Cascader } from "antd";
import { useTranslation } from "react-i18next";
import { clearable } from "../clearable.ts";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { type DivisionChoice, partsOf, pathOf } from "./division-tree.ts";
import { useDivisions } from "./use-divisions.ts";
import "./address.css";

export const isWide = true;

type Parts = Partial<Record<"province" | "city" | "area" | "street" | "detail" | "code", string | null>>;

/** Province, city and area by choice, the rest by typing; a whole address pasted below is taken apart by the server. */
export function Input(props: InputProps) {
  const { t } = useTranslation();
  const { value, onChange, id } = props;
  const tree = useDivisions(true);
  const parts: Parts = typeof value === "object" && value ? (value as Parts) : {};
  const detail = typeof value === "string" ? value : `${parts.street ?? ""}${parts.detail ?? ""}`;
  const isChosen = Boolean(parts.province || parts.city || parts.area);
  const chooseRegion = (path: DivisionChoice[]) => {
    const region = partsOf(path);
    const next: Parts = { ...region, detail: detail || null };
    onChange(region.province || detail ? (region.province ? clean(next) : detail) : null);
  };
  const setDetail = (text: string) => {
    // with a region chosen the text is the rest of the address; alone it may be all of it
    if (!isChosen) return onChange(text || null);
    const { province = null, city = null, area = null, code = null } = parts;
    onChange(clean({ province, city, area, code, detail: text || null }));
  };
  return (
    <div className="k-address">
      <Cascader<DivisionChoice>
        aria-label={t("fields.address.region")}
        options={tree ?? []}
        loading={!tree}
        value={tree ? pathOf(tree, [parts.province, parts.city, parts.area]) : []}
        displayRender={(labels) => labels.join(" ")}
        onChange={(_, path) => chooseRegion((path ?? []) as DivisionChoice[])}
        changeOnSelect
        showSearch={{ filter: (typed, path) => path.some((c) => c.label.includes(typed.trim())), limit: 30 }}
        placeholder={[parts.province, parts.city, parts.area].filter(Boolean).join(" ") || t("fields.address.region")}
        expandTrigger="click"
        allowClear={clearable()}
      />
      <AntInput
        {...inputAttributes({ ...props, id })}
        value={detail}
        placeholder={t(isChosen ? "fields.address.detail" : "fields.address.placeholder")}
        onChange={(e) => setDetail(e.target.value)}
        maxLength={500}
        autoComplete="off"
        dir="auto"
      />
    </div>
  );
}

function clean(parts: Parts): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([, v]) => v !== null && v !== undefined && v !== ""));
}
