import { App } from "antd";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../api/catalog.ts";
import type { ObjectInfo } from "../api/types.ts";
import type { SaveOutcome } from "../outbox/save-record.ts";

/** Says what became of a write when that is more than “saved”: it waits for the network, or a colleague's edit was joined. */
export function useTellOutcome(object: ObjectInfo): (outcome: SaveOutcome) => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return (outcome) => {
    if (outcome.state === "waiting") void message.info({ content: t("outbox.kept"), key: "outbox" });
    else if (outcome.state === "saved") {
      const fields = outcome.theirs.flatMap((name) => fieldOf(object, name) ?? []).filter((f) => !f.read_only && !f.companion_of);
      if (fields.length > 0) void message.success(t("outbox.merged", { fields: fields.map((f) => labelOf(f.label)).join(t("outbox.comma")) }));
    }
  };
}
