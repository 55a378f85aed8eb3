import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { MenuProps } from "antd";
import { useTranslation } from "react-i18next";
import { useMe } from "../api/me.ts";
import { profile } from "../api/profile.ts";
import { sessions } from "../api/sessions.ts";
import { changeLocale } from "../i18n.ts";
import { Icon } from "../icons/icon.tsx";
import { type Locale, type Preferences, setPreferences, usePreferences } from "../preferences/preferences.ts";
import { leaveSession } from "../sign-in/in-place/session-gate.ts";
import { Avatar } from "./avatar.tsx";
import { DropMenu } from "./drop-menu.tsx";

/** The person, their look and language, and the way out. */
export function ProfileMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const chosen = usePreferences();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signOut = async () => {
    leaveSession();
    await sessions.signOut().catch(() => undefined);
    queries.clear();
    await navigate({ to: "/sign-in" });
  };
  // the account follows, so that mails and other devices speak the same language
  const choose = async (locale: Locale) => {
    await changeLocale(locale);
    await profile.update({ locale }).catch(() => undefined);
  };
  const choice = (group: string, value: string, label: string, isOn: boolean, onClick: () => void) => ({
    key: `${group}:${value}`,
    label,
    icon: <span style={{ width: 16, display: "inline-block" }}>{isOn ? <Icon name="check" size={14} /> : null}</span>,
    onClick,
  });
  const items: MenuProps["items"] = [
    { key: "profile", label: t("shell.profile"), icon: <Icon name="user" />, onClick: () => void navigate({ to: "/profile" }) },
    { type: "divider" },
    {
      key: "theme",
      label: t("shell.theme.title"),
      icon: <Icon name="sun" />,
      children: (["system", "light", "dark"] as const).map((theme) =>
        choice("theme", theme, t(`shell.theme.${theme}`), chosen.theme === theme, () => setPreferences({ theme })),
      ),
    },
    {
      key: "density",
      label: t("shell.density.title"),
      icon: <Icon name="menu" />,
      children: (["compact", "default", "comfortable"] as Preferences["density"][]).map((density) =>
        choice("density", density, t(`shell.density.${density}`), chosen.density === density, () => setPreferences({ density })),
      ),
    },
    {
      key: "language",
      label: t("shell.language"),
      icon: <Icon name="globe" />,
      children: [
        choice("language", "zh-CN", "中文", chosen.locale === "zh-CN", () => void choose("zh-CN")),
        choice("language", "en", "English", chosen.locale === "en", () => void choose("en")),
      ],
    },
    { type: "divider" },
    { key: "sign-out", label: t("shell.signOut"), icon: <Icon name="signOut" />, onClick: () => void signOut() },
  ];
  return (
    <DropMenu menu={{ items }} placement="topLeft">
      <button type="button" className="k-nav-item" aria-haspopup="menu">
        <Avatar name={me.name} />
        <span className="k-ellipsis">{me.name}</span>
        <span className="k-visually-hidden">{t("shell.account")}</span>
      </button>
    </DropMenu>
  );
}
