import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf, titleOf, useCatalog } from "../api/catalog.ts";
import { may, useMe } from "../api/me.ts";
import { records } from "../api/records.ts";
import type { ObjectInfo } from "../api/types.ts";
import { FieldValue } from "../fields/cells.tsx";
import { formatLongDay } from "../format/date.ts";
import { formatNumber } from "../format/number.ts";
import { Icon, iconNameOf } from "../icons/icon.tsx";
import { navigableObjects } from "../shell/navigation.tsx";
import { BoneRows } from "../shell/page-skeleton.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import "./home.css";

/** Where the day begins: what is mine, what is next, what was touched last. */
export function HomePage() {
  const { t } = useTranslation();
  const me = useMe();
  const { objects, byName } = useCatalog();
  usePageTitle(t("shell.home"));
  const now = new Date();
  const part = now.getHours() < 6 ? "night" : now.getHours() < 12 ? "morning" : now.getHours() < 18 ? "afternoon" : "evening";
  const open = navigableObjects(objects);
  const task = byName.get("task");
  const customer = byName.get("customer");
  return (
    <div className="k-page">
      <header className="k-page-head">
        <h1>{t(`home.greeting.${part}`, { name: me.name })}</h1>
        <span className="k-muted">{formatLongDay(now)}</span>
      </header>
      <div className="k-home">
        <MyObjects objects={open.slice(0, 8)} />
        {task?.can.read ? (
          <Recent
            object={task}
            title={t("home.tasks")}
            empty={t("home.noTasks")}
            query={{ scene: "mine", filter: JSON.stringify({ status: "open" }), sort: "due_at" }}
            detail="due_at"
          />
        ) : null}
        {customer?.can.read ? (
          <Recent object={customer} title={t("home.recent")} empty={t("home.noRecent")} query={{ sort: "-updated_at" }} detail="updated_at" />
        ) : null}
        <FirstSteps isAdministrator={may(me, "user.manage")} />
      </div>
    </div>
  );
}

function MyObjects({ objects }: { objects: ObjectInfo[] }) {
  const { t } = useTranslation();
  const counts = useQueries({
    queries: objects.map((o) => ({
      queryKey: ["records", o.path, "list", "scene", "mine"],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await records.list(o.path, { scene: "mine", fields: "id", limit: 1, count: "estimated" }, signal)).count ?? 0,
    })),
  });
  return (
    <section className="k-home-tiles" aria-label={t("home.mine")}>
      {objects.map((o, i) => (
        <Link key={o.name} className="k-panel k-home-tile" to="/o/$path" params={{ path: o.path }} search={{ scene: "mine" }}>
          <span className="k-person k-quiet">
            <Icon name={iconNameOf(o.icon)} />
            {t("home.myObjects", { objects: labelOf(o.plural_label) })}
          </span>
          <b>{counts[i]?.data === undefined ? " " : formatNumber(counts[i].data)}</b>
        </Link>
      ))}
    </section>
  );
}

function Recent({ object, title, empty, query, detail }: { object: ObjectInfo; title: string; empty: string; query: Record<string, string>; detail: string }) {
  const { data } = useQuery({ queryKey: ["records", object.path, "list", "home", query], queryFn: () => records.list(object.path, { ...query, limit: 8 }) });
  const field = fieldOf(object, detail);
  return (
    <section className="k-panel is-padded" aria-label={title}>
      <div className="k-panel-head">
        <h2 style={{ fontSize: 13 }}>{title}</h2>
      </div>
      {data === undefined ? <BoneRows count={5} /> : null}
      {data?.data.length === 0 ? <p className="k-muted">{empty}</p> : null}
      <ul className="k-home-list">
        {data?.data.map((r) => (
          <li key={r.id}>
            <Link to="/o/$path/$id" params={{ path: object.path, id: r.id }} className="k-ellipsis">
              {titleOf(r, object)}
            </Link>
            {field ? <FieldValue field={field} value={r[detail]} record={r} isDense /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function FirstSteps({ isAdministrator }: { isAdministrator: boolean }) {
  const { t } = useTranslation();
  const { byName } = useCatalog();
  const canImport = byName.get("customer")?.can.import;
  return (
    <section className="k-panel is-padded" aria-label={t("home.steps.title")}>
      <div className="k-panel-head">
        <h2 style={{ fontSize: 13 }}>{t("home.steps.title")}</h2>
      </div>
      <ul className="k-home-list">
        {canImport ? (
          <li>
            <Icon name="import" />
            <Link to="/imports/new" search={{ object: "customer" }}>
              {t("home.steps.import")}
            </Link>
          </li>
        ) : null}
        {isAdministrator ? (
          <>
            <li>
              <Icon name="users" />
              <Link to="/settings/users">{t("home.steps.users")}</Link>
            </li>
            <li>
              <Icon name="role" />
              <Link to="/settings/roles">{t("home.steps.roles")}</Link>
            </li>
            <li>
              <Icon name="cube" />
              <Link to="/settings/objects">{t("home.steps.objects")}</Link>
            </li>
          </>
        ) : null}
        <li>
          <Icon name="lock" />
          <Link to="/profile">{t("home.steps.profile")}</Link>
        </li>
        <li>
          <Icon name="search" />
          <span className="k-quiet">
            {t("home.steps.palette")} <kbd>Ctrl K</kbd>
          </span>
        </li>
      </ul>
    </section>
  );
}
