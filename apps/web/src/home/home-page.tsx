import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../api/catalog.ts";
import { useMe } from "../api/me.ts";
import { formatLongDay } from "../format/date.ts";
import { wallClockOf } from "../format/zone.ts";
import { Icon } from "../icons/icon.tsx";
import { webModules } from "../modules/registry.ts";
import type { HomeWidget } from "../modules/web-module.ts";
import { usePreferences } from "../preferences/preferences.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { usePreference, usePreferencesKnown } from "../preferences/use-preference.ts";
import { lazyReady } from "../shell/lazy-ready.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useUndo } from "../shell/use-undo.tsx";
import { arrange, type Placed } from "./home-layout.ts";
import { type HomeScope, HomeScopeContext, useHasTeam } from "./home-scope.ts";
import { WidgetGrid } from "./widget-grid.tsx";
import { widgetsFor } from "./widgets.ts";
import "./home.css";

const WidgetGallery = lazyReady(() => import("./widget-gallery.tsx"));

/** Where the day begins: what is due, what is next, how it stands; arranged by each person. */
export function HomePage() {
  const { t } = useTranslation();
  const me = useMe();
  const { byName } = useCatalog();
  usePageTitle(t("shell.home"));
  const isNarrow = useIsNarrow();
  const hasTeam = useHasTeam();
  const undo = useUndo();
  const [isEditing, setEditing] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const [wanted, setScope] = usePreference<HomeScope>("home.scope", "team");
  const isKnown = usePreferencesKnown();
  const [kept, setKept] = usePreference<Placed[] | undefined>("home.layout", undefined);
  const available = widgetsFor({ canRead: (object) => byName.get(object)?.can.read === true, hasTeam });
  const layout = arrange(kept, kept === undefined && isNarrow ? todayFirst(available) : available);
  const scope = hasTeam ? wanted : "mine";
  const actions = webModules.flatMap((m) => m.homeActions ?? []).filter((a) => a.needs.every((name) => byName.get(name)?.can.create));
  const reset = () => {
    setKept(undefined);
    undo(t("home.edit.wasReset"), () => setKept(kept));
  };
  /** The buttons change with the mode; the focus goes to what there is to do. */
  const setMode = (isOn: boolean) => {
    setEditing(isOn);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(isOn ? ".k-widget-grip" : ".k-home-arrange")?.focus({ preventScroll: true }));
  };
  return (
    <div className="k-page">
      <header className="k-page-head k-home-head">
        <Greeting name={me.name} />
        <span className="k-space" />
        {hasTeam ? <ScopeSwitch scope={scope} onChange={setScope} /> : null}
        {isEditing ? (
          <>
            <button type="button" className="k-button" onClick={reset}>
              {t("home.edit.reset")}
            </button>
            <button type="button" className="k-button" onClick={() => setAdding(true)}>
              <Icon name="plus" size={14} />
              {t("home.edit.add")}
            </button>
            <button type="button" className="k-button is-primary" onClick={() => setMode(false)}>
              {t("home.edit.done")}
            </button>
          </>
        ) : (
          <>
            <button type="button" className="k-button k-home-arrange" onClick={() => setMode(true)}>
              {t("home.edit.start")}
            </button>
            <Suspense fallback={null}>
              {actions.map(({ id, Component }) => (
                <Component key={id} />
              ))}
            </Suspense>
          </>
        )}
      </header>
      {isKnown ? (
        <HomeScopeContext value={scope}>
          <WidgetGrid
            layout={layout}
            available={available}
            isHidden={(widget) => widget.isForTeams === true && scope === "mine" && !isEditing}
            isEditing={isEditing}
            onChange={setKept}
            onAdd={() => setAdding(true)}
          />
        </HomeScopeContext>
      ) : null}
      <Suspense fallback={null}>
        {isAdding ? <WidgetGallery layout={layout} available={available} onChange={setKept} onClose={() => setAdding(false)} /> : null}
      </Suspense>
    </div>
  );
}

function Greeting({ name }: { name: string }) {
  const { t } = useTranslation();
  const { timeZone } = usePreferences();
  const now = new Date();
  const hour = Number(wallClockOf(now.toISOString(), timeZone).slice(11, 13));
  const part = hour < 6 ? "night" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
  return (
    <>
      <h1>{t(`home.greeting.${part}`, { name })}</h1>
      <span className="k-muted">{formatLongDay(now)}</span>
    </>
  );
}

function ScopeSwitch({ scope, onChange }: { scope: HomeScope; onChange: (scope: HomeScope) => void }) {
  const { t } = useTranslation();
  return (
    <div className="k-segments" role="group" aria-label={t("home.scope.label")}>
      {(["mine", "team"] as const).map((choice) => (
        <button key={choice} type="button" aria-pressed={scope === choice} onClick={() => onChange(choice)}>
          {t(`home.scope.${choice}`)}
        </button>
      ))}
    </div>
  );
}

function todayFirst(available: readonly HomeWidget[]): HomeWidget[] {
  return [...available.filter((w) => w.isForToday), ...available.filter((w) => !w.isForToday)];
}
