import { Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../api/catalog.ts";
import { useCompany } from "../api/company.ts";
import { Icon, iconNameOf } from "../icons/icon.tsx";
import { Bell } from "../notifications/bell.tsx";
import { useIsNarrow } from "../preferences/use-media.ts";
import { Brand } from "./brand.tsx";
import { Navigation, navigableObjects } from "./navigation.tsx";

/** On phones: a bar above with the menu and the search, a bar below with the places people go most. */
export function MobileBars({ children, onSearch }: { children: ReactNode; onSearch: () => void }) {
  const isNarrow = useIsNarrow();
  return (
    <>
      {isNarrow ? <TopBar onSearch={onSearch} /> : null}
      {children}
      {isNarrow ? <BottomBar onSearch={onSearch} /> : null}
    </>
  );
}

function TopBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation();
  const { name } = useCompany();
  const [isOpen, setOpen] = useState(false);
  return (
    <header className="k-topbar">
      <button type="button" className="k-icon-button" aria-label={t("shell.openNavigation")} aria-expanded={isOpen} onClick={() => setOpen(true)}>
        <Icon name="menu" size={20} />
      </button>
      <Link to="/" className="k-logo">
        <Brand />
      </Link>
      <span className="k-space" />
      <Bell size={20} />
      <button type="button" className="k-icon-button" aria-label={t("shell.search")} onClick={onSearch}>
        <Icon name="search" size={20} />
      </button>
      <Drawer
        open={isOpen}
        onClose={() => setOpen(false)}
        placement="left"
        size={280}
        title={name ?? t("shell.product")}
        className="k-drawer-nav"
        styles={{ body: { padding: 0 } }}
      >
        <Navigation onNavigate={() => setOpen(false)} />
      </Drawer>
    </header>
  );
}

const favourites = ["customer", "opportunity", "task"];

function BottomBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation();
  const { objects } = useCatalog();
  const open = navigableObjects(objects);
  const chosen = favourites.map((name) => open.find((o) => o.name === name)).filter((o) => o !== undefined);
  const places = chosen.length > 0 ? chosen : open.slice(0, 3);
  return (
    <nav className="k-bottombar" aria-label={t("shell.quickNavigation")}>
      <Link to="/" activeOptions={{ exact: true }} activeProps={{ className: "is-current" }}>
        <Icon name="home" size={22} />
        {t("shell.home")}
      </Link>
      {places.map((o) => (
        <Link key={o.name} to="/o/$path" params={{ path: o.path }} activeOptions={{ includeSearch: false }} activeProps={{ className: "is-current" }}>
          <Icon name={iconNameOf(o.icon)} size={22} />
          {labelOf(o.plural_label)}
        </Link>
      ))}
      <button type="button" onClick={onSearch}>
        <Icon name="search" size={22} />
        {t("shell.search")}
      </button>
    </nav>
  );
}
