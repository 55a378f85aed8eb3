import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Me, useMe } from "../api/me.ts";
import { EmptyState } from "../shell/empty-state.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";

/** A page of the settings for those who may open it; others are told so. */
export function SettingsGuard({ title, isOpen, children }: { title: string; isOpen: (me: Me) => boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const me = useMe();
  usePageTitle(title);
  return isOpen(me) ? children : <EmptyState icon="lock" title={t("shell.forbidden.title")} text={t("shell.forbidden.text")} />;
}
