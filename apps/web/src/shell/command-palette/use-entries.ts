import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CatalogIndex } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import type { Asked } from "./asked.ts";
import type { Command, Entry } from "./command.ts";
import { commandEntries, entryOf, hitEntries } from "./entries.ts";
import { forgetSearches, recentSearches } from "./recent-searches.ts";
import { useRecentEntries } from "./use-commands.ts";
import { useHits } from "./use-hits.ts";

interface Given {
  asked: Asked;
  catalog: CatalogIndex;
  commands: readonly Command[];
  isSteps: boolean;
  here: { object: ObjectInfo; record: ApiRecord } | null;
  go: (href: string) => void;
  retype: (text: string) => void;
}

/** Everything the list shows for what was typed, in its order. */
export function useEntries({ asked, catalog, commands, isSteps, go, retype }: Given): { entries: Entry[]; isOld: boolean; error: Error | null } {
  const { t } = useTranslation();
  const me = useMe();
  const [searches, setSearches] = useState(() => recentSearches(me.id));
  const hits = useHits(asked, catalog);
  const isEmpty = asked.text === "" && asked.only === null && asked.object === null;
  const recent = useRecentEntries(catalog, isEmpty, go);
  const isCommands = asked.only === "commands";
  const mine = useMemo(
    () => ((asked.only === null && !asked.object && !isEmpty) || isCommands ? commandEntries(commands, asked.text, isCommands, go) : { good: [], near: [] }),
    [commands, asked, isCommands, isEmpty, go],
  );
  if (isEmpty && !isSteps) {
    const of = (section: Command["section"]): Entry[] =>
      commands.filter((c) => c.section === section && !c.id.startsWith("bin:")).map((c) => entryOf(c, [], go));
    const kept = searches.map((text): Entry => ({ id: `search:${text}`, group: "searches", icon: "search", label: text, ranges: [], run: () => retype(text) }));
    const clear: Entry = {
      id: "searches:clear",
      group: "searches",
      icon: "close",
      label: t("palette.forget"),
      ranges: [],
      steps: () => {
        forgetSearches(me.id);
        setSearches([]);
        return [];
      },
      run: () => undefined,
    };
    return { entries: [...of("here"), ...recent, ...kept, ...(kept.length ? [clear] : []), ...of("new"), ...of("pages")], isOld: false, error: null };
  }
  const records = hitEntries(hits.data, catalog, asked, go);
  return { entries: [...mine.good, ...records, ...mine.near.map((e) => ({ ...e, group: "near" }))], isOld: hits.isOld, error: hits.error };
}
