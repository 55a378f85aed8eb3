import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../api/catalog.ts";
import { useCompany } from "../api/company.ts";
import { type Me, may, useMe } from "../api/me.ts";
import type { ObjectInfo } from "../api/types.ts";
import { openHelp } from "../help/help-store.ts";
import { NavHint } from "../help/nav-hint.tsx";
import { Icon, iconNameOf } from "../icons/icon.tsx";
import type { IconName } from "../icons/paths.ts";
import { webModules } from "../modules/registry.ts";
import type { NavigationEntry } from "../modules/web-module.ts";
import { Bell } from "../notifications/bell.tsx";
import { setPreferences, usePreferences } from "../preferences/preferences.ts";
import { Brand } from "./brand.tsx";
import { ProfileMenu } from "./profile-menu.tsx";

/** Objects a person may open, by module, custom ones last. */
export function navigableObjects(objects: readonly ObjectInfo[]): ObjectInfo[] {
  return objects.filter((o) => o.navigable && o.can.read);
}

/** Pages of modules that the person may open. */
/** Pages of the modules whose records the person may read. */
export function navigationEntries(objects: readonly ObjectInfo[]): NavigationEntry[] {
  const readable = new Set(objects.filter((o) => o.can.read).map((o) => o.name));
  return webModules.flatMap((module) => module.navigation ?? []).filter((entry) => (entry.needs ?? []).every((name) => readable.has(name)));
}

export function maySeeSettings(me: Me): boolean {
  return me.is_administrator || ["user.manage", "catalog.update", "audit.read", "company.manage", "setting.update"].some((p) => me.platform.includes(p));
}

export function Navigation({ onSearch, onNavigate }: { onSearch?: () => void; onNavigate?: () => void }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { is_demo } = useCompany();
  const { objects } = useCatalog();
  const { isNavigationNarrow } = usePreferences();
  const groups = Map.groupBy(navigableObjects(objects), (o) => (o.custom ? "custom" : (o.module ?? "custom")));
  return (
    <nav className="k-nav" aria-label={t("shell.navigation")} onClick={(e) => (e.target as Element).closest("a") && onNavigate?.()} onKeyDown={undefined}>
      {onSearch ? (
        <>
          <div className="k-nav-head">
            <Link to="/" className="k-logo">
              <Brand />
            </Link>
            <Bell />
          </div>
          <button type="button" className="k-nav-search" onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
            {isNavigationNarrow ? <Icon name="search" /> : null}
            <span>{t("shell.searchPrompt")}</span>
            <kbd>{/Mac|iP/.test(navigator.platform) ? "⌘ K" : "Ctrl K"}</kbd>
          </button>
        </>
      ) : null}
      <Item to="/" icon="home" label={t("shell.home")} exact />
      {navigationEntries(objects).map((entry) => (
        <Item key={entry.to} to={entry.to} icon={entry.icon} label={t(entry.labelKey)} />
      ))}
      {[...groups].map(([module, list]) => (
        <section key={module} aria-label={i18n.exists(`shell.modules.${module}`) ? t(`shell.modules.${module}`) : module}>
          <div className="k-nav-group" aria-hidden="true">
            {i18n.exists(`shell.modules.${module}`) ? t(`shell.modules.${module}`) : module}
          </div>
          {list.map((o) => (
            <Item key={o.name} to="/o/$path" params={{ path: o.path }} icon={iconNameOf(o.icon)} label={labelOf(o.plural_label)} />
          ))}
        </section>
      ))}
      <div className="k-nav-foot">
        {onSearch && !isNavigationNarrow ? <NavHint /> : null}
        {is_demo && may(me, "company.manage") ? <DemoLink /> : null}
        {objects.some((o) => o.can.import) ? <Item to="/imports" icon="import" label={t("shell.imports")} /> : null}
        {maySeeSettings(me) ? <Item to="/settings" icon="settings" label={t("shell.settings")} /> : null}
        <button
          type="button"
          className="k-nav-item"
          aria-keyshortcuts="F1"
          onClick={() => {
            onNavigate?.();
            openHelp();
          }}
          {...(isNavigationNarrow ? { title: t("help.open") } : {})}
        >
          <Icon name="help" />
          <span>{t("help.open")}</span>
        </button>
        {onSearch ? (
          <button
            type="button"
            className="k-nav-item"
            onClick={() => setPreferences({ isNavigationNarrow: !isNavigationNarrow })}
            title={t(isNavigationNarrow ? "shell.widen" : "shell.narrow")}
          >
            <Icon name={isNavigationNarrow ? "right" : "left"} />
            <span>{t(isNavigationNarrow ? "shell.widen" : "shell.narrow")}</span>
          </button>
        ) : null}
        <ProfileMenu />
      </div>
    </nav>
  );
}

/** Says that the records are made up; the settings are where one is then. */
function DemoLink() {
  const { t } = useTranslation();
  return (
    <Link to="/settings/demo" className="k-nav-item" activeProps={{ className: "", "aria-current": undefined }} title={t("demo.inUse")}>
      <Icon name="cube" />
      <span className="k-ellipsis">{t("demo.inUse")}</span>
    </Link>
  );
}

function Item({
  to,
  params,
  icon,
  label,
  exact = false,
}: {
  to: string;
  params?: { path: string };
  icon: IconName;
  label: string;
  exact?: boolean;
}): ReactNode {
  const { isNavigationNarrow } = usePreferences();
  return (
    <Link
      to={to as "/"}
      {...(params ? { params: params as never } : {})}
      className="k-nav-item"
      activeProps={{ className: "is-current", "aria-current": "page" }}
      activeOptions={{ exact, includeSearch: false }}
      {...(isNavigationNarrow ? { title: label } : {})}
    >
      <Icon name={icon} />
      <span className="k-ellipsis">{label}</span>
    </Link>
  );
}
