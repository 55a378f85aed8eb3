import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { calendarFeed, feedQuery } from "../api/calendar-feed.ts";
import { formatDateTime, formatRelative } from "../format/date.ts";

/** The person's calendar for other programs: an address with a secret, shown once. */
export function CalendarFeed() {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const { data: feed, isPending } = useQuery(feedQuery);
  const [address, setAddress] = useState("");
  const [isBusy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      void message.error((error as Error).message);
    }
    await queries.invalidateQueries({ queryKey: feedQuery.queryKey });
    setBusy(false);
  };
  const make = () => run(async () => setAddress(await calendarFeed.renew()));
  const end = () =>
    run(async () => {
      await calendarFeed.end();
      setAddress("");
      void message.success(t("calendar.feed.ended"));
    });
  const ask = (key: "renew" | "end", onOk: () => Promise<void>) =>
    modal.confirm({
      title: t(`calendar.feed.${key}Title`),
      content: t(`calendar.feed.${key}Text`),
      okText: t(`calendar.feed.${key}`),
      cancelText: t("common.cancel"),
      okButtonProps: { danger: true },
      onOk,
    });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      void message.success(t("common.copied"));
    } catch {
      void message.info(t("common.copyFailed"));
    }
  };
  return (
    <section className="k-panel is-padded" aria-label={t("calendar.feed.title")}>
      <div className="k-panel-head">
        <h2 style={{ fontSize: 13 }}>{t("calendar.feed.title")}</h2>
        <span className="k-muted">{isPending ? " " : feed ? t("calendar.feed.since", { time: formatDateTime(feed.created_at) }) : t("calendar.feed.off")}</span>
      </div>
      <div className="k-stack">
        <p className="k-quiet">{t("calendar.feed.text")}</p>
        {address ? (
          <>
            <Input readOnly value={address} aria-label={t("calendar.feed.title")} onFocus={(event) => event.target.select()} />
            <p className="k-muted" role="status">
              {t("calendar.feed.once")}
            </p>
          </>
        ) : feed ? (
          <p className="k-muted">{feed.read_at ? t("calendar.feed.read", { time: formatRelative(feed.read_at) }) : t("calendar.feed.neverRead")}</p>
        ) : null}
        <div className="k-row-gap">
          {address ? (
            <>
              <Button type="primary" onClick={() => void copy()}>
                {t("calendar.feed.copy")}
              </Button>
              <Button href={address.replace(/^https?:/, "webcal:")}>{t("calendar.feed.open")}</Button>
            </>
          ) : null}
          {feed || address ? (
            <>
              <Button onClick={() => ask("renew", make)} disabled={isBusy}>
                {t("calendar.feed.renew")}
              </Button>
              <Button danger onClick={() => ask("end", end)} disabled={isBusy}>
                {t("calendar.feed.end")}
              </Button>
            </>
          ) : (
            <Button onClick={() => void make()} loading={isBusy} disabled={isPending}>
              {t("calendar.feed.make")}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
