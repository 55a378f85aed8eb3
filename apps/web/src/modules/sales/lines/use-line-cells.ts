import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../../api/problem.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { outboxEntries, waitingValues } from "../../../outbox/outbox.ts";
import { type SaveOutcome, saveRecord } from "../../../outbox/save-record.ts";
import { useTellOutcome } from "../../../outbox/use-tell-outcome.ts";
import { refresh } from "./refresh.ts";

interface Options {
  object: ObjectInfo;
  line: ApiRecord;
  onTyping: (values: Record<string, unknown>) => void;
}

/** What is typed into the cells of one line: stored when a cell is left, and kept where one still types. */
export function useLineCells({ object, line, onTyping }: Options) {
  const { t } = useTranslation();
  const tell = useTellOutcome(object);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const latest = useRef(typed);
  const onTheWay = useRef(new Map<string, string>());
  /** The line as it was when one began to type: what a colleague changes meanwhile is a conflict. */
  const begun = useRef(new Map<string, ApiRecord>());
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const [focused, setFocused] = useState("");
  const [problem, setProblem] = useState<{ field: string; text: string } | null>(null);

  const change = (next: Record<string, string>) => {
    latest.current = next;
    setTyped(next);
    onTyping(next);
  };
  const keep = (isKept: (name: string, text: string) => boolean) =>
    change(Object.fromEntries(Object.entries(latest.current).filter(([name, text]) => isKept(name, text))));
  // what is stored by now replaces what was typed, but neither where one types nor what is on its way
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when
  useEffect(() => {
    keep((name, text) => name === focused || onTheWay.current.get(name) === text);
  }, [line.version]);

  /** One after the other, so that what one did oneself a moment ago is not taken for a colleague's. */
  const send = (name: string, value: string | null): Promise<SaveOutcome> => {
    const sent = turn.current.then(() => saveRecord(object, begun.current.get(name) ?? line, { [name]: value }));
    turn.current = sent.then(
      (outcome) => {
        // what waits to be sent is what one sees when one types again
        if (outcome.state === "waiting") begun.current.set(name, { ...(begun.current.get(name) ?? line), [name]: value });
        if (outcome.state !== "saved") return;
        for (const other of begun.current.keys()) if (!outcome.theirs.includes(other)) begun.current.set(other, outcome.record);
      },
      () => undefined,
    );
    return sent;
  };
  const save = async (name: string) => {
    const text = typed[name];
    if (text === undefined) return;
    if (!onTheWay.current.has(name) && text.trim() === String(line[name] ?? "")) {
      // back to what is stored after something that was refused
      keep((other) => other !== name);
      return setProblem((now) => (now?.field === name ? null : now));
    }
    onTheWay.current.set(name, text);
    try {
      const outcome = await send(name, text.trim() === "" ? null : text.trim());
      setProblem(null);
      tell(outcome);
      if (outcome.state === "conflict") setProblem({ field: name, text: t("sales.lines.conflict", { value: String(outcome.current[name] ?? "") }) });
      await refresh();
      // what waits for the network stays to be seen
      if (outcome.state !== "waiting") keep((other, now) => other !== name || now !== text);
    } catch (error) {
      setProblem({ field: name, text: error instanceof ApiProblem && error.errors[0] ? error.errors[0].message : (error as Error).message });
    }
    if (onTheWay.current.get(name) === text) onTheWay.current.delete(name);
  };
  return {
    typed,
    focused,
    problem,
    setProblem,
    set: (name: string, value: string) => {
      if (!(name in latest.current)) begun.current.set(name, { ...line, ...waitingValues(outboxEntries(), line.id) });
      change({ ...latest.current, [name]: value });
    },
    focus: setFocused,
    leave: (name: string) => {
      setFocused("");
      void save(name);
    },
    /** Gives up what was typed there. */
    forget: (name: string) => {
      keep((other) => other !== name);
      setProblem(null);
    },
  };
}
