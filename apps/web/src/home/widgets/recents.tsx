import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../../api/catalog.ts";
import { recentsQuery } from "../../api/recents.ts";
import { formatRelative } from "../../format/date.ts";
import { Icon, iconNameOf } from "../../icons/icon.tsx";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../widget-frame.tsx";

/** Records the person opened lately. */
export default function Recents() {
  const { t } = useTranslation();
  const { byName } = useCatalog();
  const { data } = useQuery(recentsQuery(7));
  return (
    <WidgetFrame title={t("home.recents.title")}>
      {data === undefined ? <WidgetBones count={6} /> : null}
      {data?.length === 0 ? <WidgetEmpty>{t("home.recents.none")}</WidgetEmpty> : null}
      <ul className="k-rows">
        {data?.map((recent) => {
          const object = byName.get(recent.object);
          return object ? (
            <li key={recent.id}>
              <span className="k-row-icon" title={labelOf(object.label)}>
                <Icon name={iconNameOf(object.icon)} size={16} />
                <span className="k-visually-hidden">{labelOf(object.label)}</span>
              </span>
              <Link to="/o/$path/$id" params={{ path: object.path, id: recent.id }} className="k-row-main k-ellipsis" preload={false}>
                {recent.title}
              </Link>
              <span className="k-item-end">{formatRelative(recent.at)}</span>
            </li>
          ) : null;
        })}
      </ul>
    </WidgetFrame>
  );
}
