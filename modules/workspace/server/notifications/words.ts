import type { ObjectType } from "@keshu/catalog";
import type { Label, Locale } from "@keshu/kernel";

/** Titles of what the server itself tells. `{actor}` and `{count}` are filled in for the reader: see `inWords`. */
export function titleOf(kind: "mention" | "assigned" | "shared", object: ObjectType): Label {
  const zh = object.label.zh;
  const en = object.label.en.toLowerCase();
  const one = `${/^[aeiou]/.test(en) ? "an" : "a"} ${en}`;
  if (kind === "mention") return { zh: `{actor}在${zh}中提到了你`, en: `{actor} mentioned you in ${one}` };
  if (kind === "assigned") return { zh: `{actor}把${zh}交给你负责`, en: `{actor} made you the owner of ${one}` };
  return { zh: `{actor}与你共享了${zh}`, en: `{actor} shared ${one} with you` };
}

/** The same for many records at once. */
export function groupTitleOf(kind: "mention" | "assigned" | "shared", object: ObjectType): Label {
  const zh = object.label.zh;
  const en = object.pluralLabel.en.toLowerCase();
  if (kind === "mention") return { zh: `{actor}在{count}条${zh}中提到了你`, en: `{actor} mentioned you in {count} ${en}` };
  if (kind === "assigned") return { zh: `{actor}把{count}条${zh}交给你负责`, en: `{actor} made you the owner of {count} ${en}` };
  return { zh: `{actor}与你共享了{count}条${zh}`, en: `{actor} shared {count} ${en} with you` };
}

const nobody: Label = { zh: "系统", en: "The system" };
export const outOfSight: Label = { zh: "这条记录已删除，或你已无权查看", en: "This record is gone, or no longer yours to see" };

/** A stored title in the reader's language, Chinese and Latin letters set apart. */
export function inWords(title: Label, locale: Locale, values: { actor: string | null; count: number }): string {
  const actor = values.actor ?? (locale === "en" ? nobody.en : nobody.zh);
  const text = (locale === "en" ? title.en : title.zh).replaceAll("{count}", String(values.count)).replaceAll("{actor}", () => actor);
  return locale === "en" ? text : text.replaceAll(/(?<=\p{Script=Han})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\p{Script=Han})/gu, " ");
}
