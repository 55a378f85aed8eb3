import { useInfiniteQuery } from "@tanstack/react-query";
import { App, Button, DatePicker, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type AuditEvent, audit } from "../../api/audit.ts";
import { may } from "../../api/me.ts";
import { clearable } from "../../fields/clearable.ts";
import { fromWallClock } from "../../fields/date/picker.ts";
import { RecordName } from "../../fields/relation/record-name.tsx";
import { RecordSelect } from "../../fields/relation/record-select.tsx";
import { formatDateTime } from "../../format/date.ts";
import { formatNumber } from "../../format/number.ts";
import { EmptyState } from "../../shell/empty-state.tsx";
import { BoneRows } from "../../shell/page-skeleton.tsx";
import { SettingsGuard } from "../settings-guard.tsx";
import { EventDetails } from "./event-details.tsx";

export function AuditPage() {
  const { t } = useTranslation();
  return (
    <SettingsGuard title={t("settings.audit.title")} isOpen={(me) => may(me, "audit.read")}>
      <AuditLog />
    </SettingsGuard>
  );
}

const families = [
  "sign_in.",
  "session.",
  "password.",
  "totp.",
  "api_key.",
  "export.",
  "import.",
  "role.",
  "user.",
  "catalog.",
  "company.",
  "demo.",
  "record.",
  "audit.",
];

/** Who did what that touches security, in order, sealed against change. */
function AuditLog() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<string | null>(null);
  const [actor, setActor] = useState<string | null>(null);
  const [days, setDays] = useState<[Dayjs, Dayjs] | null>(null);
  const query = {
    limit: 50,
    ...(kind ? { kind } : {}),
    ...(actor ? { actor } : {}),
    ...(days ? { from: fromWallClock(days[0].startOf("day")) ?? "", to: fromWallClock(days[1].endOf("day")) ?? "" } : {}),
  };
  const list = useInfiniteQuery({
    queryKey: ["audit", query],
    queryFn: ({ pageParam }) => audit.list({ ...query, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const events = list.data?.pages.flatMap((p) => p.data);
  return (
    <>
      <div className="k-section-head">
        <Select
          aria-label={t("settings.audit.kind")}
          placeholder={t("settings.audit.kind")}
          allowClear={clearable()}
          value={kind}
          onChange={(v) => setKind(v ?? null)}
          options={families.map((f) => ({ value: f, label: t(`settings.audit.families.${f.slice(0, -1)}`) }))}
          style={{ width: 180 }}
        />
        <div style={{ width: 180 }}>
          <RecordSelect
            target="user"
            aria-label={t("settings.audit.actor")}
            placeholder={t("settings.audit.actor")}
            value={actor}
            onChange={(v) => setActor(v as string | null)}
          />
        </div>
        <DatePicker.RangePicker
          style={{ width: 244 }}
          aria-label={t("settings.audit.days")}
          value={days}
          onChange={(v) => setDays(v?.[0] && v[1] ? [v[0], v[1]] : null)}
        />
        <span className="k-space" />
        <Verification />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways */}
      <div className="k-panel k-table-scroll" tabIndex={0} role="region" aria-label={t("settings.audit.title")}>
        {list.error ? (
          <p className="k-error" style={{ padding: 14 }}>
            {list.error.message}
          </p>
        ) : events === undefined ? (
          <BoneRows count={8} />
        ) : events.length === 0 ? (
          <EmptyState icon="audit" title={t("settings.audit.none")} />
        ) : (
          <Events events={events} />
        )}
      </div>
      {list.hasNextPage ? (
        <button type="button" className="k-link-button" style={{ marginTop: 10 }} onClick={() => void list.fetchNextPage()}>
          {t("common.loadMore")}
        </button>
      ) : null}
    </>
  );
}

function Events({ events }: { events: AuditEvent[] }) {
  const { t, i18n } = useTranslation();
  const nameOf = (kind: string) =>
    i18n.exists(`settings.audit.kinds.${kind.replaceAll(".", "_")}`) ? t(`settings.audit.kinds.${kind.replaceAll(".", "_")}`) : kind;
  return (
    <table className="k-plain-table">
      <thead>
        <tr>
          <th scope="col">{t("settings.audit.at")}</th>
          <th scope="col">{t("settings.audit.actor")}</th>
          <th scope="col">{t("settings.audit.kind")}</th>
          <th scope="col">{t("settings.audit.ip")}</th>
          <th scope="col">{t("settings.audit.details")}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.id}>
            <td style={{ whiteSpace: "nowrap" }}>{formatDateTime(event.at)}</td>
            <td style={{ whiteSpace: "nowrap" }}>{event.actor ? <RecordName target="user" id={event.actor} /> : <span className="k-muted">—</span>}</td>
            <td>
              <span className={event.kind.endsWith("failed") || event.kind.endsWith("locked") ? "k-tag is-red" : undefined}>{nameOf(event.kind)}</span>
            </td>
            <td className="k-muted">{event.ip}</td>
            <td className="k-muted" style={{ maxWidth: 420 }}>
              <EventDetails event={event} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Verification() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    try {
      const { ok, events, broken_at } = await audit.verify();
      if (ok) void message.success(t("settings.audit.intact", { number: formatNumber(events) }));
      else void message.error(t("settings.audit.broken", { position: broken_at ?? "?" }), 10);
    } catch (error) {
      void message.error((error as Error).message);
    }
    setBusy(false);
  };
  return (
    <Button loading={isBusy} onClick={() => void verify()}>
      {t("settings.audit.verify")}
    </Button>
  );
}
