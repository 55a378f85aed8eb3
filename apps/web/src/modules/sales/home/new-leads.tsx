import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { titleOf, useCatalog } from "../../../api/catalog.ts";
import { formatNumber } from "../../../format/number.ts";
import { useHomeScope } from "../../../home/home-scope.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../../../home/widget-frame.tsx";
import { FigureLink } from "./figure-link.tsx";
import { useObject } from "./figures.ts";
import { useList } from "./use-list.ts";
import { WriteButton } from "./write-activity.tsx";

const waiting = { status: "new" };

/** Leads nobody has answered yet, with how long they have waited; who waits longest stands first. */
export default function NewLeads() {
  const { t } = useTranslation();
  const { scope, scene } = useHomeScope();
  const object = useObject("lead");
  const canWrite = useCatalog().byName.get("activity")?.can.create;
  const { rows, count } = useList(object, {
    scene,
    filter: waiting,
    sort: "created_at",
    limit: 6,
    fields: ["id", "name", "company", "source", "created_at", "mobile"],
  });
  return (
    <WidgetFrame
      title={t("home.leads.title")}
      note={count === undefined ? "" : formatNumber(count)}
      action={
        <FigureLink path={object.path} filter={waiting} scope={scope} sort="created_at" className="k-widget-more">
          {t("home.all")}
        </FigureLink>
      }
    >
      {rows === undefined ? <WidgetBones count={6} /> : null}
      {rows?.length === 0 ? <WidgetEmpty>{t("home.leads.none")}</WidgetEmpty> : null}
      <ul className="k-rows">
        {rows?.map((lead) => {
          const title = titleOf(lead, object);
          return (
            <li key={lead.id}>
              <Link to="/o/$path/$id" params={{ path: object.path, id: lead.id }} className="k-row-main k-ellipsis" preload={false}>
                {title}
                <span className="k-muted">{String(lead.company ?? lead.source ?? "")}</span>
              </Link>
              <Waiting since={String(lead.created_at ?? "")} />
              {canWrite ? (
                <WriteButton
                  className="k-icon-button k-item-action"
                  icon="activity"
                  text={t("home.leads.answer")}
                  about={{ field: "lead_id", id: lead.id, title }}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </WidgetFrame>
  );
}

/** Within the hour it is calm, after that amber, after a day red. */
function Waiting({ since }: { since: string }) {
  const { t } = useTranslation();
  const minutes = Math.max(0, Math.round((Date.now() - Date.parse(since)) / 60_000));
  if (Number.isNaN(minutes)) return null;
  const text =
    minutes < 60
      ? t("home.time.minutes", { count: minutes })
      : minutes < 48 * 60
        ? t("home.time.hours", { count: Math.floor(minutes / 60) })
        : t("home.time.days", { count: Math.floor(minutes / 1440) });
  return <span className={`k-item-end${minutes >= 1440 ? " is-late" : minutes >= 60 ? " is-soon" : ""}`}>{t("home.leads.waits", { time: text })}</span>;
}
