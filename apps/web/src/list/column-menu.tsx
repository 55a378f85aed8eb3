import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";
import { Icon } from "../icons/icon.tsx";
import { Flyout } from "../shell/flyout.tsx";
import { possibleColumns } from "./columns.ts";

interface Props {
  object: ObjectInfo;
  columns: FieldInfo[];
  setColumns: (names: string[] | null) => void;
}

/** Which columns, and in which order. */
export function ColumnMenu({ object, columns, setColumns }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Flyout
      placement="bottomRight"
      isOpen={isOpen}
      setOpen={setOpen}
      title={t("list.columns.title")}
      content={<ColumnChoice object={object} columns={columns} setColumns={setColumns} />}
    >
      <button type="button" className="k-chip" aria-expanded={isOpen}>
        <Icon name="columns" size={13} />
        {t("list.columns.label")}
      </button>
    </Flyout>
  );
}

function ColumnChoice({ object, columns, setColumns }: Props) {
  const { t } = useTranslation();
  const names = columns.map((c) => c.name);
  const others = possibleColumns(object).filter((f) => !names.includes(f.name));
  const move = (index: number, by: number) => {
    const next = [...names];
    const [name] = next.splice(index, 1);
    next.splice(index + by, 0, name as string);
    setColumns(next);
  };
  const isFixed = (f: FieldInfo) => f.name === object.title_field;
  return (
    <div className="k-columns">
      <div className="k-row-gap">
        <h3>{t("list.columns.title")}</h3>
        <span className="k-space" />
        <button type="button" className="k-link-button" onClick={() => setColumns(null)}>
          {t("list.columns.reset")}
        </button>
      </div>
      <ul>
        {columns.map((f, index) => (
          <li key={f.name}>
            <label>
              <input type="checkbox" checked disabled={isFixed(f)} onChange={() => setColumns(names.filter((n) => n !== f.name))} />
              <span className="k-ellipsis">{labelOf(f.label)}</span>
            </label>
            <button
              type="button"
              className="k-icon-button"
              aria-label={t("list.columns.up", { field: labelOf(f.label) })}
              disabled={index <= 1 || isFixed(f)}
              onClick={() => move(index, -1)}
            >
              <Icon name="up" size={14} />
            </button>
            <button
              type="button"
              className="k-icon-button"
              aria-label={t("list.columns.down", { field: labelOf(f.label) })}
              disabled={index === columns.length - 1 || isFixed(f)}
              onClick={() => move(index, 1)}
            >
              <Icon name="down" size={14} />
            </button>
          </li>
        ))}
        {others.map((f) => (
          <li key={f.name}>
            <label>
              <input type="checkbox" checked={false} onChange={() => setColumns([...names, f.name])} />
              <span className="k-ellipsis k-quiet">{labelOf(f.label)}</span>
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}
