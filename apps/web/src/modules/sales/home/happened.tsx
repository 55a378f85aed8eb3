import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fieldOf, titleOf, useCatalog } from "../../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { OptionTag } from "../../../fields/select/option-tag.tsx";
import { formatRelative } from "../../../format/date.ts";
import { useHomeScope } from "../../../home/home-scope.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../../../home/widget-frame.tsx";
import { Avatar } from "../../../shell/avatar.tsx";
import { FigureLink } from "./figure-link.tsx";
import { useObject } from "./figures.ts";
import { useList } from "./use-list.ts";

/** The latest activities one may see: what colleagues did, with whom. */
export default function Happened() {
  const { t } = useTranslation();
  const { scope, scene } = useHomeScope();
  const object = useObject("activity");
  const { rows } = useList(object, {
    scene,
    sort: "-happened_at",
    limit: 7,
    fields: ["id", "type", "content", "happened_at", "owner_id", "customer_id", "opportunity_id", "lead_id"],
    expand: "customer_id,opportunity_id,lead_id,owner_id",
  });
  const type = fieldOf(object, "type");
  return (
    <WidgetFrame
      title={t("home.happened.title")}
      action={
        <FigureLink path={object.path} filter={{}} scope={scope} sort="-happened_at" className="k-widget-more">
          {t("home.all")}
        </FigureLink>
      }
    >
      {rows === undefined ? <WidgetBones count={6} /> : null}
      {rows?.length === 0 ? <WidgetEmpty>{t("home.happened.none")}</WidgetEmpty> : null}
      <ol className="k-rows is-timeline">
        {rows?.map((activity) => {
          const owner = titleOf(activity.owner as ApiRecord | null);
          return (
            <li key={activity.id}>
              {owner ? (
                <span title={owner}>
                  <Avatar name={owner} />
                  <span className="k-visually-hidden">{owner}</span>
                </span>
              ) : null}
              {type && activity.type ? <OptionTag field={type} value={activity.type} /> : null}
              <span className="k-row-main k-ellipsis">
                <About activity={activity} />
                <span className="k-quiet">{String(activity.content ?? "").replaceAll(/@\[([^\]]+)\]\([^)]+\)/g, "@$1")}</span>
              </span>
              <span className="k-item-end">{formatRelative(String(activity.happened_at ?? ""))}</span>
            </li>
          );
        })}
      </ol>
    </WidgetFrame>
  );
}

function About({ activity }: { activity: ApiRecord }) {
  const { byName } = useCatalog();
  for (const name of ["opportunity", "customer", "lead"] as const) {
    const about = activity[name] as ApiRecord | null | undefined;
    const object: ObjectInfo | undefined = byName.get(name);
    if (about && object)
      return (
        <Link to="/o/$path/$id" params={{ path: object.path, id: about.id }} preload={false}>
          {titleOf(about, object)}
        </Link>
      );
  }
  return null;
}
