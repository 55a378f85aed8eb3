import { useEffect, useRef, useState } from "react";
import { joinTopic } from "../../api/live.ts";
import { useMe } from "../../api/me.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { useIsEditing } from "./editing.ts";

export interface PresentPerson {
  id: string;
  name: string;
  is_editing: boolean;
}

/** Who else has this record open; tells them that one looks at it or edits it oneself. */
export function usePresence(object: ObjectInfo, id: string): PresentPerson[] {
  const me = useMe();
  const [people, setPeople] = useState<PresentPerson[]>([]);
  const isEditing = useIsEditing(id);
  const latest = useRef(isEditing);
  latest.current = isEditing;
  const topic = useRef<ReturnType<typeof joinTopic> | null>(null);
  useEffect(() => {
    const joined = joinTopic({
      topic: `presence:${object.name}:${id}`,
      type: "presence",
      hear: (frame) => {
        if (frame.object === object.name && frame.id === id && Array.isArray(frame.users)) setPeople(frame.users as PresentPerson[]);
      },
      greet: () => ({ type: "presence", object: object.name, id, is_editing: latest.current }),
    });
    topic.current = joined;
    return () => {
      joined.leave();
      setPeople([]);
    };
  }, [object.name, id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: says so when it changes
  useEffect(() => topic.current?.say(), [isEditing]);
  return people.filter((p) => p.id !== me.id);
}
