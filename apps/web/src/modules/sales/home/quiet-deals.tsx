import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fieldOf, titleOf, useCatalog } from "../../../api/catalog.ts";
import type { ApiRecord } from "../../../api/types.ts";
import { type Pipeline, usePipelines } from "../../../board/pipelines.ts";
import { optionLabel } from "../../../fields/select/option-tag.tsx";
import { dayOf } from "../../../format/date.ts";
import { dayOfValue, daysBetween } from "../../../format/days.ts";
import { formatNumber, formatShortMoney } from "../../../format/number.ts";
import { useHomeScope } from "../../../home/home-scope.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../../../home/widget-frame.tsx";
import { Avatar } from "../../../shell/avatar.tsx";
import { FigureLink } from "./figure-link.tsx";
import { openDeals, useObject } from "./figures.ts";
import { useList } from "./use-list.ts";
import { WriteButton } from "./write-activity.tsx";

const quiet = { ...openDeals, is_stalled: true };

/** Deals that nobody has moved or touched for too long, with the reason and a quick way to wake them. */
export default function QuietDeals() {
  const { t } = useTranslation();
  const { scope, scene, isTeam } = useHomeScope();
  const object = useObject("opportunity");
  const canWrite = useCatalog().byName.get("activity")?.can.create;
  const { pipelines } = usePipelines(object);
  const { rows, count } = useList(object, {
    scene,
    filter: quiet,
    sort: "-amount",
    limit: 6,
    fields: ["id", "name", "customer_id", "amount", "amount_currency", "stage", "pipeline_id", "stage_changed_at", "last_activity_at", "owner_id"],
    expand: "customer_id,owner_id",
  });
  return (
    <WidgetFrame
      title={t("home.quiet.title")}
      note={count === undefined ? "" : formatNumber(count)}
      action={
        <FigureLink path={object.path} filter={quiet} scope={scope} sort="-amount" className="k-widget-more">
          {t("home.all")}
        </FigureLink>
      }
    >
      {rows === undefined ? <WidgetBones count={6} /> : null}
      {rows?.length === 0 ? <WidgetEmpty>{t("home.quiet.none")}</WidgetEmpty> : null}
      <ul className="k-rows">
        {rows?.map((deal) => {
          const title = titleOf(deal, object);
          const owner = titleOf(deal.owner as ApiRecord | null);
          return (
            <li key={deal.id}>
              {isTeam && owner ? (
                <span title={owner}>
                  <Avatar name={owner} />
                  <span className="k-visually-hidden">{owner}</span>
                </span>
              ) : null}
              <Link to="/o/$path/$id" params={{ path: object.path, id: deal.id }} className="k-row-main k-ellipsis" preload={false}>
                {title}
                <span className="k-muted">{titleOf(deal.customer as ApiRecord | null)}</span>
              </Link>
              <span className="k-tag is-amber k-row-reason">
                {reasonOf(deal, pipelines ?? [], t, (stage) => optionLabel(fieldOf(object, "stage") ?? ({ options: [] } as never), stage))}
              </span>
              {deal.amount == null ? null : <b className="k-row-figure">{formatShortMoney(String(deal.amount), deal.amount_currency as string)}</b>}
              {canWrite ? (
                <WriteButton
                  className="k-icon-button k-item-action"
                  icon="activity"
                  text={t("home.quiet.write")}
                  about={{ field: "opportunity_id", id: deal.id, title }}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </WidgetFrame>
  );
}

/** Too long in its stage, or too long without a sign of life: whichever is true, in a few words. */
function reasonOf(
  deal: ApiRecord,
  pipelines: readonly Pipeline[],
  t: (key: string, values: Record<string, unknown>) => string,
  stageName: (stage: string) => string,
): string {
  const today = dayOf(new Date());
  const stage = pipelines.find((p) => p.id === deal.pipeline_id)?.stages.find((s) => s.stage === deal.stage);
  const since = dayOfValue(deal.stage_changed_at);
  const here = since ? daysBetween(since, today) : 0;
  if (stage?.stalled_days && here >= stage.stalled_days) return t("home.quiet.inStage", { stage: stageName(String(deal.stage)), count: here });
  const touched = dayOfValue(deal.last_activity_at) ?? since;
  return t("home.quiet.silent", { count: touched ? daysBetween(touched, today) : here });
}
