import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, useCatalog } from "../../../api/catalog.ts";
import { api, bodyOf } from "../../../api/client.ts";
import type { Schema } from "../../../api/contract.ts";
import { optionLabel } from "../../../fields/select/option-tag.tsx";
import { dayOf, formatDay } from "../../../format/date.ts";
import { daysAfter } from "../../../format/days.ts";
import { wallClockOf } from "../../../format/zone.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../../../home/widget-frame.tsx";
import { preferences } from "../../../preferences/preferences.ts";
import { isPast, roomFor } from "./room-for.ts";

type Entry = Schema<"CalendarEntry">;

/** Days looked ahead where today leaves room. */
const ahead = 7;
const shown = 7;

/** What stands in one's calendar today: visits, calls and meetings, and whom to be in touch with; then the next days. */
export default function Today() {
  const { t } = useTranslation();
  const today = dayOf(new Date());
  const { data } = useQuery({
    queryKey: ["records", "events", "list", "home", "today", today],
    queryFn: async () => {
      const query = { from: today, to: daysAfter(today, ahead), users: "me", kinds: "event,contact" };
      return (await bodyOf(api.GET("/api/v1/calendar", { params: { query } }))).data;
    },
  });
  const byDay = Map.groupBy(data ?? [], (entry) => {
    const day = entry.is_all_day ? String(entry.start_on) : dayOf(new Date(entry.start_at));
    // what began earlier and goes on stands with today
    const isLater = day > today;
    return isLater ? day : today;
  });
  const count = byDay.get(today)?.length ?? 0;
  let room = shown;
  const days = [...byDay].flatMap(([day, entries]) => {
    // a heading takes the room of an entry
    const some = day === today ? roomFor(entries, room) : entries.slice(0, Math.max(0, room - 1));
    room -= some.length + (day === today ? 0 : 1);
    return some.length > 0 ? [{ day, entries: some }] : [];
  });
  return (
    <WidgetFrame
      title={t("home.today.title")}
      note={data ? t("home.today.count", { count }) : ""}
      action={
        <Link to={"/calendar" as "/"} className="k-widget-more">
          {t("home.today.calendar")}
        </Link>
      }
    >
      {data === undefined ? <WidgetBones count={shown} /> : null}
      {data?.length === 0 ? <WidgetEmpty>{t("home.today.none")}</WidgetEmpty> : null}
      {data?.length && count === 0 ? <p className="k-today-none">{t("home.today.none")}</p> : null}
      {days.map(({ day, entries }) => (
        <Fragment key={day}>
          {day === today ? null : <h3 className="k-today-day">{formatDay(day)}</h3>}
          <ul className="k-rows">
            {entries.map((entry) => (
              <TodayEntry key={`${entry.kind}.${entry.id}.${entry.start_at}`} entry={entry} />
            ))}
          </ul>
        </Fragment>
      ))}
    </WidgetFrame>
  );
}

function TodayEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const { byName } = useCatalog();
  const object = byName.get(entry.object);
  const type = object && fieldOf(object, "type");
  const time = wallClockOf(entry.start_at, preferences().timeZone).slice(11, 16);
  return (
    <li className={isPast(entry) ? "is-past" : undefined}>
      <time className="k-row-time">{entry.is_all_day ? t("home.today.allDay") : time}</time>
      {type && entry.type ? (
        <span className={`k-tag is-${type.options?.find((o) => o.value === entry.type)?.color ?? "gray"}`}>{optionLabel(type, entry.type)}</span>
      ) : null}
      <Link to="/o/$path/$id" params={{ path: object?.path ?? "events", id: entry.id }} className="k-row-main k-ellipsis" preload={false}>
        {entry.kind === "contact" ? t("home.today.contact", { about: entry.title }) : entry.title}
      </Link>
      {entry.place ? <span className="k-muted k-ellipsis">{entry.place}</span> : null}
    </li>
  );
}
