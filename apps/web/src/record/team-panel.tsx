import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { records } from "../api/records.ts";
import type { ApiRecord, ObjectInfo, TeamMember } from "../api/types.ts";
import { holdsUnread } from "../fields/date/holds-unread.ts";
import { KeptPicker } from "../fields/date/kept-picker.tsx";
import { fromWallClock } from "../fields/date/picker.ts";
import { RecordSelect } from "../fields/relation/record-select.tsx";
import { Cell as UserCell } from "../fields/user/cell.tsx";
import { working } from "../fields/user/working.ts";
import { dayOf, formatDate } from "../format/date.ts";
import { Icon } from "../icons/icon.tsx";
import { teamQuery } from "./record-query.ts";
import { useMayShare } from "./use-allowed.ts";

const userField = { name: "user", type: "user", label: { zh: "", en: "" }, required: false, unique: false, system: false, custom: false };

/** Who else works on the record, with which rights and until when. */
export function TeamPanel({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { data: team = [], isSuccess } = useQuery(teamQuery(object, record.id));
  const [isAdding, setAdding] = useState(false);
  const mayShare = useMayShare(object, record);
  const save = async (members: TeamMember[]) => {
    try {
      await records.setTeam(object.path, record.id, members);
      await queries.invalidateQueries({ queryKey: ["records", object.path, "one", record.id] });
      return true;
    } catch (error) {
      void message.error((error as Error).message);
      return false;
    }
  };
  return (
    <section className="k-panel is-padded" aria-label={t("record.team.title")}>
      <div className="k-panel-head" style={{ marginBottom: 6 }}>
        <h2 style={{ fontSize: 13 }}>{t("record.team.title")}</h2>
        <span className="k-muted">{team.length || ""}</span>
        {mayShare ? (
          <button
            type="button"
            className="k-icon-button"
            style={{ width: 24, height: 24 }}
            aria-label={t("record.team.add")}
            aria-expanded={isAdding}
            onClick={() => setAdding(!isAdding)}
          >
            <Icon name="plus" size={14} />
          </button>
        ) : null}
      </div>
      <ul className="k-team">
        {team.map((member) => (
          <li key={member.user_id}>
            <UserCell field={userField} value={member.user_id} />
            <span className="k-space" />
            <span className="k-muted">
              {t(`record.team.${member.access}`)}
              {member.until ? ` · ${t("record.team.untilDay", { day: formatDate(dayOf(new Date(member.until))) })}` : ""}
            </span>
            {mayShare ? (
              <button
                type="button"
                className="k-icon-button"
                style={{ width: 24, height: 24 }}
                aria-label={t("common.remove")}
                onClick={() => void save(team.filter((m) => m.user_id !== member.user_id))}
              >
                <Icon name="close" size={14} />
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {isSuccess && team.length === 0 && !isAdding && mayShare ? <p className="k-muted">{t("record.team.none")}</p> : null}
      {isAdding && mayShare ? (
        <AddMember
          onCancel={() => setAdding(false)}
          onAdd={async (member) => (await save([...team.filter((m) => m.user_id !== member.user_id), member])) && setAdding(false)}
        />
      ) : null}
    </section>
  );
}

function AddMember({ onAdd, onCancel }: { onAdd: (member: TeamMember) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const [userId, setUserId] = useState<string | null>(null);
  const [access, setAccess] = useState<"read" | "write">("read");
  const [until, setUntil] = useState<Dayjs | null>(null);
  return (
    <form
      className="k-stack"
      style={{ gap: 8, marginTop: 6 }}
      onSubmit={(e) => {
        e.preventDefault();
        if (userId && !holdsUnread(e.currentTarget)) onAdd({ user_id: userId, access, ...(until ? { until: fromWallClock(until.endOf("day")) } : {}) });
      }}
    >
      <RecordSelect
        target="user"
        aria-label={t("record.team.person")}
        placeholder={t("record.team.person")}
        value={userId}
        onChange={(v) => setUserId(v as string | null)}
        filter={working}
        autoFocus
      />
      <Select
        aria-label={t("record.team.access")}
        value={access}
        onChange={setAccess}
        options={[
          { value: "read", label: t("record.team.read") },
          { value: "write", label: t("record.team.write") },
        ]}
      />
      <KeptPicker aria-label={t("record.team.until")} placeholder={t("record.team.until")} value={until} onChange={setUntil} minDate={dayjs()} />
      <div className="k-row-gap">
        <Button size="small" type="primary" htmlType="submit" disabled={!userId}>
          {t("record.team.share")}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t("common.cancel")}
        </Button>
      </div>
    </form>
  );
}
