import { useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { usePreference } from "../preferences/use-preference.ts";
import { openHelp } from "./help-store.ts";
import { topicOf } from "./topics.ts";

/** Topics that have a tip, and the name it has in the texts. */
const tips: Record<string, "home" | "list" | "board" | "record" | "calendar" | "import"> = {
  home: "home",
  leads: "list",
  customers: "list",
  opportunities: "list",
  lists: "list",
  board: "board",
  record: "record",
  calendar: "calendar",
  import: "import",
};

/** One tip about the page, once: in the free room of the navigation, where it covers nothing and moves nothing. */
export function NavHint() {
  const { t } = useTranslation();
  const [seen, setSeen] = usePreference<readonly string[]>("hints.seen", []);
  const { topic, isRecord } = useRouterState({
    select: (s) => ({
      topic: topicOf(s.location.pathname, s.location.search as Record<string, unknown>),
      isRecord: /^\/o\/[^/]+\/[^/]+$/.test(s.location.pathname),
    }),
    structuralSharing: true,
  });
  const tip = isRecord ? "record" : tips[topic];
  if (!tip || seen.includes(tip) || seen.includes("none")) return null;
  return (
    <aside className="k-nav-hint" aria-label={t("help.hint.label")}>
      <p>{t(`help.hints.${tip}`)}</p>
      <div>
        <button type="button" className="k-link-button" onClick={() => setSeen([...seen, tip])}>
          {t("help.hint.got")}
        </button>
        <button type="button" className="k-link-button" onClick={() => openHelp(tip === "list" ? "lists" : tip)}>
          {t("help.hint.more")}
        </button>
      </div>
    </aside>
  );
}
