import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Mentions } from "antd";
import { type ComponentRef, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { findPeople } from "../../api/find-people.ts";
import type { Mention } from "../../fields/long-text/mentions.ts";
import { working } from "../../fields/user/working.ts";
import { Person } from "../../shell/avatar.tsx";
import { useDebounced } from "../../shell/use-debounced.ts";
import { nameBeingTyped, peopleToMention } from "./people-to-mention.ts";

interface Props {
  value: string;
  mentions: readonly Mention[];
  isOpen: boolean;
  placeholder: string;
  onFocus: () => void;
  onChange: (text: string) => void;
  onMention: (mention: Mention) => void;
}

/** What one record holds; more is saved as several. */
export const textLimit = 10_000;

/** The text of what happened; `@` offers colleagues by name, pinyin or initials. */
export function ComposerText({ value, mentions, isOpen, placeholder, onFocus, onChange, onMention }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  const box = useRef<ComponentRef<typeof Mentions>>(null);
  const q = useDebounced(text ?? "", 150);
  const found = useQuery({
    queryKey: ["records", "users", "pick", "mention", q],
    queryFn: ({ signal }) => findPeople({ q, limit: 8, filter: working, signal }),
    enabled: text !== null,
    placeholderData: keepPreviousData,
  });
  const isAnswered = text === q && !found.isPlaceholderData;
  const known = (found.data ?? []).map((user) => ({ id: user.id, name: String(user.name ?? ""), email: String(user.email ?? "") }));
  const people = peopleToMention(known, text ?? "", isAnswered);
  const choices = people.map(({ id, name, email }): Mention => {
    // people of one name are told apart by their address
    const isShared = people.some((other) => other.id !== id && other.name === name) || mentions.some((m) => m.label === name && m.id !== id);
    return { id, label: isShared ? `${name}(${email.split("@")[0]})` : name };
  });
  const left = textLimit - value.length;
  return (
    <>
      <Mentions
        ref={box}
        variant="borderless"
        aria-label={t("record.timeline.write")}
        placeholder={placeholder}
        value={value}
        options={choices.map(({ id, label }) => ({ key: id, value: label, label: <Person name={label} /> }))}
        loading={(found.isFetching || !isAnswered) && choices.length === 0}
        notFoundContent={<span className="k-muted">{t("fields.nothingFound")}</span>}
        onSearch={(typed) => setText(typed.length <= 20 ? typed : null)}
        onSelect={({ value: label }) => {
          const choice = choices.find((c) => c.label === label);
          if (choice) onMention(choice);
          setText(null);
        }}
        onFocus={onFocus}
        onChange={(now) => {
          onChange(now);
          // input methods, dictation and touch keyboards may write without a key going up, which is when Ant Design asks
          const typed = nameBeingTyped(now, box.current?.textarea?.selectionStart ?? now.length);
          if (typed !== undefined && text !== null) setText(typed);
        }}
        autoSize={{ minRows: isOpen ? 3 : 1, maxRows: 14 }}
        dir="auto"
        prefix="@"
        filterOption={false}
      />
      <p className="k-visually-hidden" role="status">
        {text !== null && choices.length > 0 ? t("record.composer.people", { names: choices.map((c) => c.label).join(t("outbox.comma")) }) : ""}
      </p>
      {left < 500 ? (
        <p className={left < 0 ? "k-composer-left k-late" : "k-muted k-composer-left"} role="status">
          {left < 0 ? t("record.composer.split", { count: Math.ceil(value.length / textLimit) }) : t("record.composer.left", { count: left })}
        </p>
      ) : null}
    </>
  );
}
