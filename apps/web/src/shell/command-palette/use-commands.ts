import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { App } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type CatalogIndex, labelOf, titleOf } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import { recentsQuery } from "../../api/recents.ts";
import { sessions } from "../../api/sessions.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { iconNameOf } from "../../icons/icon.tsx";
import { copyText } from "../../outbox/copy-text.ts";
import { usePreferences } from "../../preferences/preferences.ts";
import { asNamedFor } from "../../record/stages/own-names.ts";
import { allowedNow } from "../../record/use-allowed.ts";
import { leaveSession } from "../../sign-in/in-place/session-gate.ts";
import type { Command, Entry } from "./command.ts";
import { appearanceCommands } from "./commands/appearance.ts";
import { placeCommands } from "./commands/places.ts";
import { moduleCommands, recordCommands, type Task } from "./commands/record.ts";

/** Every command this person has on this page. */
export function useCommands(
  catalog: CatalogIndex,
  start: (task: Task) => void,
): { commands: Command[]; here: { object: ObjectInfo; record: ApiRecord } | null } {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const chosen = usePreferences();
  const { path, id } = useParams({ strict: false }) as { path?: string; id?: string };
  const object = path && id ? catalog.byPath.get(path) : undefined;
  const record = object ? queries.getQueryData<ApiRecord>(["records", object.path, "one", id]) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for another language, place or choice
  const commands = useMemo((): Command[] => {
    const copyLink = () =>
      void copyText(`${location.origin}/o/${path}/${id}`).then((isDone) => message.success(t(isDone ? "common.copied" : "common.copyFailed")));
    const signOut = async () => {
      leaveSession();
      await sessions.signOut().catch(() => undefined);
      queries.clear();
      await navigate({ to: "/sign-in" });
    };
    return once([
      ...(object && record ? recordCommands(asNamedFor(allowedNow(object, record, me.id), record), record, catalog, start, copyLink) : []),
      ...placeCommands(catalog, me),
      ...moduleCommands(catalog),
      ...appearanceCommands(chosen),
      { id: "sign-out", section: "account", icon: "signOut", label: t("shell.signOut"), words: t("palette.words.signOut"), run: () => void signOut() },
    ]);
  }, [catalog, me, chosen, object, record, i18n.language]);
  return { commands, here: object && record ? { object, record } : null };
}

/** A place that two offer is told once, and found by the words of both. */
function once(commands: readonly Command[]): Command[] {
  const byPlace = new Map<string, Command>();
  for (const command of commands) {
    const key = command.href ?? command.id;
    const known = byPlace.get(key);
    byPlace.set(key, known ? { ...known, words: `${known.words ?? ""} ${command.words ?? ""}` } : command);
  }
  return [...byPlace.values()];
}

/** Records opened lately, without the one on the page. */
export function useRecentEntries(catalog: CatalogIndex, isShown: boolean, go: (href: string) => void): Entry[] {
  const { data } = useQuery({ ...recentsQuery(8), enabled: isShown });
  const { id: current } = useParams({ strict: false }) as { id?: string };
  if (!isShown) return [];
  return (data ?? []).flatMap((recent): Entry[] => {
    const object = catalog.byName.get(recent.object);
    if (!object || recent.id === current) return [];
    const href = `/o/${object.path}/${recent.id}`;
    return [
      {
        id: `recent:${recent.id}`,
        group: "recent",
        icon: iconNameOf(object.icon),
        label: recent.title || titleOf({ id: recent.id }),
        ranges: [],
        hint: labelOf(object.label),
        href,
        run: () => go(href),
      },
    ];
  });
}
