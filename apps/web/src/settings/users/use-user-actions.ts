import { useQueryClient } from "@tanstack/react-query";
import { App, type MenuProps } from "antd";
import { useTranslation } from "react-i18next";
import { useMe } from "../../api/me.ts";
import { people } from "../../api/people.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord } from "../../api/types.ts";

/** What can be done to an account, as a menu. */
export function useUserActions(showPassword: (secret: { name: string; email: string; password: string }) => void) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const me = useMe();
  const attempt = async (work: () => Promise<unknown>, done?: string) => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ["records", "users"] });
      if (done) void message.success(done);
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return (user: ApiRecord, edit: () => void): NonNullable<MenuProps["items"]> => {
    const name = String(user.name);
    const isFrozen = user.state === "frozen";
    return [
      { key: "edit", label: t("common.edit"), onClick: edit },
      ...(user.id === me.id
        ? []
        : [
            {
              key: "password",
              label: t("settings.users.resetPassword"),
              onClick: () =>
                modal.confirm({
                  title: t("settings.users.resetPasswordTitle", { name }),
                  content: t("settings.users.resetPasswordText"),
                  onOk: () => attempt(async () => showPassword({ name, email: String(user.email), ...(await people.resetPassword(user.id)) })),
                }),
            },
            { key: "totp", label: t("settings.users.resetTotp"), onClick: () => void attempt(() => people.resetTotp(user.id), t("settings.users.totpReset")) },
            {
              key: "sessions",
              label: t("settings.users.endSessions"),
              onClick: () => void attempt(() => people.endSessions(user.id), t("settings.users.sessionsEnded")),
            },
            { type: "divider" as const },
            {
              key: "freeze",
              label: t(isFrozen ? "settings.users.unfreeze" : "settings.users.freeze"),
              danger: !isFrozen,
              onClick: () =>
                isFrozen
                  ? void attempt(() => records.update("users", user.id, { state: "active" }), t("settings.users.unfrozen", { name }))
                  : modal.confirm({
                      title: t("settings.users.freezeTitle", { name }),
                      content: t("settings.users.freezeText"),
                      okText: t("settings.users.freeze"),
                      okButtonProps: { danger: true },
                      onOk: () => attempt(() => records.update("users", user.id, { state: "frozen" }), t("settings.users.frozen", { name })),
                    }),
            },
          ]),
    ];
  };
}
