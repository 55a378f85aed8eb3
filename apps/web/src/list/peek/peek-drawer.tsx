import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { expandable, labelOf, titleOf } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { FieldValue, isEmptyValue } from "../../fields/cells.tsx";
import { Icon } from "../../icons/icon.tsx";
import { BoneRows } from "../../shell/page-skeleton.tsx";

interface Props {
  object: ObjectInfo;
  id: string;
  onClose: () => void;
  onStep: (by: number) => void;
}

/** A look at a record beside the list: what is known of it, without leaving. The keys go on moving in the list. */
export default function PeekDrawer({ object, id, onClose, onStep }: Props) {
  const { t } = useTranslation();
  const expand = expandable(object.fields).join(",");
  const { data, error } = useQuery({
    queryKey: ["records", object.path, "one", id, "peek"],
    queryFn: () => records.get(object.path, id, expand ? { expand } : {}),
  });
  const latest = useRef(onClose);
  latest.current = onClose;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener("keydown", onKey, true);
    return () => removeEventListener("keydown", onKey, true);
  }, []);
  const shown = data
    ? object.fields.filter(
        (f) => f.name !== "id" && f.name !== "version" && f.name !== object.title_field && !f.companion_of && !f.retired && !isEmptyValue(data[f.name]),
      )
    : [];
  return (
    <aside className="k-peek" aria-label={t("list.peek.label")}>
      <header className="k-peek-head">
        <h2 className="k-ellipsis">{data ? titleOf(data, object) : " "}</h2>
        <span className="k-space" />
        <button type="button" className="k-icon-button" aria-label={t("list.peek.before")} onClick={() => onStep(-1)}>
          <Icon name="up" />
        </button>
        <button type="button" className="k-icon-button" aria-label={t("list.peek.after")} onClick={() => onStep(1)}>
          <Icon name="down" />
        </button>
        <Link className="k-icon-button" to="/o/$path/$id" params={{ path: object.path, id }} aria-label={t("list.menu.open")}>
          <Icon name="external" />
        </Link>
        <button type="button" className="k-icon-button" aria-label={t("common.close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="k-peek-body">
        {error ? <p className="k-muted">{error.message}</p> : null}
        {data ? (
          <dl className="k-peek-facts">
            {shown.map((f) => (
              <div key={f.name}>
                <dt>{labelOf(f.label)}</dt>
                <dd>
                  <FieldValue field={f} value={data[f.name]} record={data} />
                </dd>
              </div>
            ))}
          </dl>
        ) : error ? null : (
          <BoneRows count={8} />
        )}
      </div>
    </aside>
  );
}
