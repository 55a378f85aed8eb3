import type { Locale } from "../preferences/preferences.ts";

/** Topics in the order they are listed, and the pages each belongs to. The texts stand in docs/help/<language>/<topic>.md. */
const pages: readonly (readonly [topic: string, page: RegExp | null])[] = [
  ["start", null],
  ["home", /^\/$/],
  ["search", null],
  ["leads", /^\/o\/leads(\/|$)/],
  ["customers", /^\/o\/(customers|contacts)(\/|$)/],
  ["opportunities", /^\/o\/(opportunities|products)(\/|$)/],
  ["activities", /^\/o\/(activities|tasks)(\/|$)/],
  ["calendar", /^\/(calendar|o\/events)(\/|$)/],
  ["lists", /^\/o\/[^/]+$/],
  ["board", null],
  ["record", /^\/o\/[^/]+\/[^/]+$/],
  ["sharing", /^\/settings\/roles/],
  ["notifications", null],
  ["import", /^\/imports/],
  ["people", /^\/settings\/(users|departments)/],
  ["company", /^\/settings(\/(company|audit|api-keys)|\/?$)/],
  ["fields", /^\/settings\/(objects|pipelines)/],
  ["demo", /^\/settings\/demo/],
  ["account", /^\/profile/],
];

export const topicIds: readonly string[] = pages.map(([topic]) => topic);

/** The topic of a page; a board has its own wherever it is. */
export function topicOf(pathname: string, search: Record<string, unknown> = {}): string {
  if (search.kind === "board" || search.view === "board") return "board";
  return pages.find(([, page]) => page?.test(pathname))?.[0] ?? "start";
}

export interface Topic {
  id: string;
  title: string;
  markdown: string;
}

const texts: Record<Locale, () => Promise<{ default: Record<string, string> }>> = {
  "zh-CN": () => import("./texts-zh.ts"),
  en: () => import("./texts-en.ts"),
};

/** All texts of a language, loaded when the help is opened first. */
export async function loadTopics(locale: Locale): Promise<Topic[]> {
  const { default: files } = await texts[locale]();
  const byId = new Map(Object.entries(files).map(([path, text]) => [path.replace(/^.*\/|\.md$/g, ""), text]));
  return topicIds.flatMap((id) => {
    const text = byId.get(id);
    if (text === undefined) return [];
    const [, title = id] = /^#\s+(.+)$/m.exec(text) ?? [];
    return [{ id, title, markdown: text.replace(/^#\s+.+\n+/, "") }];
  });
}
