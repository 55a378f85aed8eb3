import { t } from "i18next";
import { labelOf } from "../../api/catalog.ts";
import { actions, type ObjectInfo } from "../../api/types.ts";

/** What a key may do, in words: `customer.read` → 客户 · 查看. What has no words stays as it is. */
export function scopeWords(scope: string, objects: readonly ObjectInfo[]): string {
  if (scope === "*") return t("settings.apiKeys.everything");
  const [name, action = ""] = scope.split(".");
  const label = name === "*" ? t("settings.roles.everyObject") : objects.flatMap((o) => (o.name === name ? labelOf(o.label) : []))[0];
  if (label && action === "*") return `${label} · ${t("settings.apiKeys.everyAction")}`;
  if (label && (actions as readonly string[]).includes(action)) return `${label} · ${t(`settings.roles.actions.${action}`)}`;
  return t(`settings.roles.platform.${scope.replace(".", "_")}`, { defaultValue: scope });
}
