import { Outlet, useRouterState } from "@tanstack/react-router";
import { Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { startLive } from "../api/live.ts";
import { useMe } from "../api/me.ts";
import { HelpHost } from "../help/help-host.tsx";
import { changeLocale } from "../i18n.ts";
import { BulkHost } from "../list/bulk/bulk-host.tsx";
import { useLiveNotices } from "../notifications/use-live-notices.tsx";
import { OutboxBar } from "../outbox/outbox-bar.tsx";
import { preferences, setPreferences, usePreferences } from "../preferences/preferences.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { queryClient } from "../query-client.ts";
import { SessionGuard } from "../sign-in/in-place/session-guard.tsx";
import { useBrandIcon } from "./brand.tsx";
import { CommandPalette } from "./command-palette/command-palette.tsx";
import { useFirstFocus } from "./first-focus.ts";
import { useFormKeys } from "./form-keys.ts";
import { useGoShortcuts } from "./go-shortcuts.ts";
import { MissingCodeBar } from "./missing-code-bar.tsx";
import { MobileBars } from "./mobile-bars.tsx";
import { Navigation } from "./navigation.tsx";
import { keepOfflinePage } from "./offline-page.ts";
import { PageSkeleton } from "./page-skeleton.tsx";
import { useReturnFocus } from "./return-focus.ts";
import { whenIdle } from "./when-idle.ts";
import { whenInUse } from "./when-in-use.ts";
import "./shell.css";

/** What surrounds every page of a signed-in person. */
export function Shell() {
  const { t } = useTranslation();
  const { isNavigationNarrow } = usePreferences();
  const isPhone = useIsNarrow();
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const page = useRouterState({ select: (s) => s.location.pathname });
  useSession();
  useLiveNotices();
  useBrandIcon();
  useGoShortcuts();
  useFirstFocus();
  useFormKeys();
  useReturnFocus();
  usePaletteKey(() => setPaletteOpen((open) => !open));
  useEffect(() => whenIdle(keepOfflinePage), []);
  // most people go on to a list: its code comes once they begin to move
  useEffect(() => whenInUse(() => void import("../list/list-page.tsx").catch(() => undefined)), []);
  // a new page begins at its top, and the reader of the screen hears it
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the page changes
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
    // what was pressed may leave with the old page, a moment after the address has changed
    const timer = setInterval(() => {
      if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
    }, 100);
    const end = setTimeout(() => clearInterval(timer), 2000);
    return () => {
      clearInterval(timer);
      clearTimeout(end);
    };
  }, [page]);
  return (
    <div className={`k-shell${isNavigationNarrow ? " is-narrow-nav" : ""}`}>
      <a className="k-skip" href="#main">
        {t("shell.skip")}
      </a>
      {isPhone ? null : <Navigation onSearch={() => setPaletteOpen(true)} />}
      <MobileBars onSearch={() => setPaletteOpen(true)}>
        <main id="main" className="k-main" ref={main} tabIndex={-1}>
          <OutboxBar />
          <MissingCodeBar />
          <div className="k-content">
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          </div>
        </main>
      </MobileBars>
      <SessionGuard />
      <BulkHost />
      <HelpHost />
      <CommandPalette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
    </div>
  );
}

/** Follows the person's own language and zone, and listens to changes. */
function useSession(): void {
  const me = useMe();
  useEffect(() => {
    setPreferences({ timeZone: me.time_zone });
    const { locale, isLocaleChosen } = preferences();
    if (!isLocaleChosen && me.locale !== locale) void changeLocale(me.locale, false);
  }, [me]);
  // what the server says, and names that records have in each language
  const { locale } = usePreferences();
  const shown = useRef(locale);
  useEffect(() => {
    if (shown.current !== locale) void queryClient.invalidateQueries();
    shown.current = locale;
  }, [locale]);
  useEffect(() => startLive(me.id), [me.id]);
}

function usePaletteKey(toggle: () => void): void {
  const latest = useRef(toggle);
  latest.current = toggle;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        latest.current();
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
