import i18next from "i18next";
import { type CatalogIndex, fieldOf, labelOf } from "../../api/catalog.ts";
import type { SearchHit } from "../../api/search.ts";
import { formatPhone } from "../../format/phone.ts";
import { iconNameOf } from "../../icons/icon.tsx";
import type { Asked } from "./asked.ts";
import type { Command, Entry } from "./command.ts";
import { matchText } from "./match-text.ts";

/** A command this near or nearer stands above the records. */
const goodRank = 4;
const mostGood = 6;
const mostNear = 4;
const mostOfObject = 6;

/** Commands for what was typed, the best first; those that need a mistake forgiven apart. */
export function commandEntries(commands: readonly Command[], text: string, isAll: boolean, go: (href: string) => void): { good: Entry[]; near: Entry[] } {
  if (text === "") return { good: isAll ? commands.map((c) => entryOf(c, [], go)) : [], near: [] };
  const found = commands.flatMap((command) => {
    const own = matchText(command.label, text);
    const other = own && own.rank < 6 ? null : matchText(command.words ?? "", text);
    // other words count less than the name, and mistakes in them not at all
    const rank = Math.min(own?.rank ?? 99, other && other.rank < 6 ? Math.max(other.rank, 2) + 1 : 99);
    return rank < 99 ? [{ entry: entryOf(command, own?.ranges ?? [], go), rank: rank + (command.section === "here" ? -0.4 : 0) }] : [];
  });
  found.sort((a, b) => a.rank - b.rank);
  const good = found.filter((f) => f.rank <= goodRank).map((f) => f.entry);
  const near = found.filter((f) => f.rank > goodRank).map((f) => f.entry);
  return isAll ? { good: [...good, ...near], near: [] } : { good: good.slice(0, mostGood), near: near.slice(0, mostNear) };
}

export function entryOf(command: Command, ranges: Entry["ranges"], go: (href: string) => void): Entry {
  const { id, section, icon, label, href, steps, run } = command;
  return {
    id,
    group: section,
    icon,
    label,
    ranges,
    ...(command.isOn ? { isOn: true } : {}),
    ...(command.keys ? { keys: command.keys } : {}),
    ...(href ? { href } : {}),
    ...(steps ? { steps } : {}),
    run: run ?? (href ? () => go(href) : () => undefined),
  };
}

/** Records that were found, by object; each object ends in the way to all of its hits. */
export function hitEntries(hits: readonly SearchHit[], catalog: CatalogIndex, asked: Asked, go: (href: string) => void): Entry[] {
  const groups = Map.groupBy(hits, (hit) => hit.object);
  return [...groups].flatMap(([name, list]): Entry[] => {
    const object = catalog.byName.get(name);
    if (!object) return [];
    const group = `object:${labelOf(object.plural_label)}`;
    const shown = list.slice(0, asked.object || asked.only ? 30 : mostOfObject);
    const entries = shown.map((hit): Entry => {
      const href = `/o/${object.path}/${hit.id}`;
      const isElsewhere =
        hit.ranges.length === 0 && hit.match && hit.match !== hit.title && !hit.details.some((d) => d.text.toLowerCase().includes(hit.match ?? ""));
      const details = [
        ...(isElsewhere ? [excerpt(hit.match ?? "", asked.text)] : []),
        ...hit.details.map((d) => (fieldOf(object, d.field)?.type === "phone" ? formatPhone(d.text) : d.text)),
      ];
      return {
        id: `${hit.object}:${hit.id}`,
        group,
        icon: iconNameOf(object.icon),
        label: hit.title,
        ranges: hit.ranges,
        detail: details.join(" · "),
        hint: hit.is_similar ? i18next.t("palette.similar") : (hit.number ?? ""),
        href,
        run: () => go(href),
        hit,
      };
    });
    // the list looks for the text itself: similar titles would not be in it
    if (asked.only || !object.navigable || list.filter((hit) => !hit.is_similar).length < 3) return entries;
    const href = `/o/${object.path}?q=${encodeURIComponent(JSON.stringify(asked.text))}`;
    const label = i18next.t("palette.allIn", { object: labelOf(object.plural_label), text: asked.text });
    return [...entries, { id: `all:${name}`, group, icon: "search", label, ranges: [], href, run: () => go(href) }];
  });
}

/** The part of a long line that matched. */
function excerpt(line: string, text: string): string {
  const at = Math.max(0, line.indexOf(text.toLowerCase()));
  return line.length <= 60 ? line : `${at > 15 ? "…" : ""}${line.slice(Math.max(0, at - 15), at + 45)}…`;
}
