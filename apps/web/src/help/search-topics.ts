import { sectionsOf } from "./read-markdown.ts";
import type { Topic } from "./topics.ts";

/** A part of a topic that holds all the words, with what stands around the first of them. */
export interface Found {
  topic: Topic;
  heading: string | null;
  before: string;
  hit: string;
  after: string;
}

const around = 34;

/** Parts with all words, those that have them in their headings first; at most 20. */
export function searchTopics(topics: readonly Topic[], text: string): Found[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found: { one: Found; weight: number }[] = [];
  for (const topic of topics) {
    for (const { heading, text: body } of sectionsOf(topic.markdown)) {
      const head = `${topic.title} ${heading ?? ""}`.toLowerCase();
      const whole = `${head} ${body.toLowerCase()}`;
      if (!words.every((word) => whole.includes(word))) continue;
      const word = words.find((w) => body.toLowerCase().includes(w)) ?? "";
      const at = body.toLowerCase().indexOf(word);
      const start = Math.max(0, at - around);
      found.push({
        one: {
          topic,
          heading,
          before: `${start > 0 ? "…" : ""}${body.slice(start, at)}`,
          hit: body.slice(at, at + word.length),
          after: `${body.slice(at + word.length, at + word.length + around * 2)}${body.length > at + word.length + around * 2 ? "…" : ""}`,
        },
        weight: words.filter((w) => head.includes(w)).length,
      });
    }
  }
  return found
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 20)
    .map((f) => f.one);
}
