import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, useCatalog } from "../../api/catalog.ts";
import { may } from "../../api/me.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { FieldValue } from "../../fields/cells.tsx";
import { Icon } from "../../icons/icon.tsx";
import { Person } from "../../shell/avatar.tsx";
import { DropMenu } from "../../shell/drop-menu.tsx";
import { EmptyState } from "../../shell/empty-state.tsx";
import { BoneRows } from "../../shell/page-skeleton.tsx";
import { useDebounced } from "../../shell/use-debounced.ts";
import { SettingsGuard } from "../settings-guard.tsx";
import { OneTimePassword } from "./one-time-password.tsx";
import { useUserActions } from "./use-user-actions.ts";
import { UserDrawer } from "./user-drawer.tsx";

export function UsersPage() {
  const { t } = useTranslation();
  const object = useCatalog().byName.get("user");
  return (
    <SettingsGuard title={t("settings.users.title")} isOpen={(me) => may(me, "user.manage")}>
      {object ? <Users object={object} /> : null}
    </SettingsGuard>
  );
}

const columns = ["email", "department_id", "role_ids", "manager_id", "state"];

/** Colleagues: who they are, where they belong, whether they can sign in. */
function Users({ object }: { object: ObjectInfo }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [edited, setEdited] = useState<ApiRecord | "new" | null>(null);
  const [secret, setSecret] = useState<{ name: string; email: string; password: string } | null>(null);
  const q = useDebounced(text.trim(), 250);
  const list = useInfiniteQuery({
    queryKey: ["records", "users", "list", "settings", q],
    queryFn: ({ pageParam, signal }) =>
      records.list(
        "users",
        { limit: 100, sort: "name", expand: "department_id,role_ids,manager_id", ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const users = list.data?.pages.flatMap((p) => p.data);
  const actions = useUserActions(setSecret);
  const shown = columns.flatMap((n) => fieldOf(object, n) ?? []);
  return (
    <>
      <div className="k-section-head">
        <Input
          allowClear={{ clearIcon: <Icon name="close" size={12} /> }}
          prefix={<Icon name="search" size={14} />}
          aria-label={t("settings.users.search")}
          placeholder={t("settings.users.search")}
          value={text}
          onChange={(e) => setText(e.target.value)}
          style={{ width: 240 }}
          maxLength={200}
        />
        <span className="k-space" />
        <button type="button" className="k-button is-primary" onClick={() => setEdited("new")}>
          {t("settings.users.new")}
        </button>
      </div>
      {users?.length === 0 ? <EmptyState icon="users" title={t("settings.users.none")} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways */}
      <div className="k-panel k-table-scroll" tabIndex={0} role="region" aria-label={t("settings.users.title")} hidden={users?.length === 0}>
        {users ? (
          <table className="k-plain-table">
            <thead>
              <tr>
                <th scope="col">{t("settings.users.name")}</th>
                {shown.map((f) => (
                  <th key={f.name} scope="col">
                    {f.name === "state" ? t("settings.users.state") : t(`settings.users.columns.${f.name}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="k-visually-hidden">{t("common.actions")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {users.map((user) => (
                <tr key={user.id}>
                  <td>
                    <button type="button" className="k-link-button" onClick={() => setEdited(user)}>
                      <Person name={String(user.name)} />
                    </button>
                  </td>
                  {shown.map((f) => (
                    <td key={f.name}>
                      <FieldValue field={f} value={user[f.name]} record={user} isDense />
                    </td>
                  ))}
                  <td>
                    <DropMenu menu={{ items: actions(user, () => setEdited(user)) }}>
                      <button type="button" className="k-icon-button" aria-label={t("settings.users.actions", { name: user.name })} aria-haspopup="menu">
                        <Icon name="more" />
                      </button>
                    </DropMenu>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <BoneRows count={6} />
        )}
      </div>
      {list.hasNextPage ? (
        <button type="button" className="k-link-button" onClick={() => void list.fetchNextPage()}>
          {t("common.loadMore")}
        </button>
      ) : null}
      {edited ? <UserDrawer object={object} {...(edited === "new" ? {} : { user: edited })} onClose={() => setEdited(null)} onMade={setSecret} /> : null}
      {secret ? <OneTimePassword {...secret} onClose={() => setSecret(null)} /> : null}
    </>
  );
}
