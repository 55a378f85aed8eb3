import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Me, may, useMe } from "../api/me.ts";
import { Icon } from "../icons/icon.tsx";
import type { IconName } from "../icons/paths.ts";
import { useCurrentInView } from "../shell/use-current-in-view.ts";
import "./settings.css";

export interface SettingsPlace {
  to:
    | "/settings/company"
    | "/settings/objects"
    | "/settings/pipelines"
    | "/settings/users"
    | "/settings/departments"
    | "/settings/roles"
    | "/settings/api-keys"
    | "/settings/audit"
    | "/settings/demo";
  icon: IconName;
  key: string;
  isOpen: (me: Me) => boolean;
}

/** Pages of the settings and who may open them. */
export const settingsPlaces: readonly SettingsPlace[] = [
  { to: "/settings/company", icon: "customer", key: "company", isOpen: (me) => may(me, "company.manage") },
  { to: "/settings/objects", icon: "cube", key: "objects", isOpen: (me) => may(me, "catalog.update") },
  { to: "/settings/pipelines", icon: "opportunity", key: "pipelines", isOpen: (me) => me.is_administrator },
  { to: "/settings/users", icon: "users", key: "users", isOpen: (me) => may(me, "user.manage") },
  { to: "/settings/departments", icon: "department", key: "departments", isOpen: (me) => may(me, "user.manage") },
  { to: "/settings/roles", icon: "role", key: "roles", isOpen: (me) => me.is_administrator },
  { to: "/settings/api-keys", icon: "key", key: "apiKeys", isOpen: () => true },
  { to: "/settings/demo", icon: "cube", key: "demo", isOpen: (me) => may(me, "company.manage") },
  { to: "/settings/audit", icon: "audit", key: "audit", isOpen: (me) => may(me, "audit.read") },
];

export function SettingsLayout() {
  const { t } = useTranslation();
  const me = useMe();
  const tabs = useCurrentInView<HTMLElement>(useLocation({ select: (l) => l.pathname }));
  return (
    <div className="k-page">
      <header className="k-page-head">
        <h1>{t("shell.settings")}</h1>
      </header>
      <nav ref={tabs} className="k-tabs" aria-label={t("shell.settings")}>
        {settingsPlaces
          .filter((p) => p.isOpen(me))
          .map((p) => (
            <Link key={p.to} to={p.to} className="k-tab k-person" activeProps={{ className: "is-current", "aria-current": "page" }}>
              <Icon name={p.icon} size={14} />
              {t(`settings.${p.key}.title`)}
            </Link>
          ))}
      </nav>
      <div className="k-page-body">
        <Outlet />
      </div>
    </div>
  );
}
