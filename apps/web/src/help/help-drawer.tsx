import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { Drawer, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/icon.tsx";
import { usePreferences } from "../preferences/preferences.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { closeHelp, openHelp, showKeys, useHelp } from "./help-store.ts";
import { Markdown } from "./markdown.tsx";
import { type Found, searchTopics } from "./search-topics.ts";
import { loadTopics, type Topic, topicOf } from "./topics.ts";
import "./help.css";

const all = "all";

/** Help beside the page: the page's own topic first, all others by search. The page stays usable. */
export default function HelpDrawer() {
  const { t } = useTranslation();
  const { isOpen, topic } = useHelp();
  const isNarrow = useIsNarrow();
  const { locale } = usePreferences();
  const [text, setText] = useState("");
  const page = useRouterState({ select: (s) => topicOf(s.location.pathname, s.location.search as Record<string, unknown>) });
  const { data: topics } = useQuery({ queryKey: ["help", locale], queryFn: () => loadTopics(locale), staleTime: Number.POSITIVE_INFINITY, enabled: isOpen });
  const shown = topic ?? page;
  const current = topics?.find((one) => one.id === shown);
  const body = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another topic begins at its top
  useEffect(() => {
    setText("");
    body.current?.parentElement?.scrollTo({ top: 0 });
  }, [shown]);
  const found = text.trim() === "" ? null : searchTopics(topics ?? [], text);
  return (
    <Drawer
      open={isOpen}
      onClose={closeHelp}
      placement="right"
      size={isNarrow ? "100%" : 400}
      mask={isNarrow}
      title={t("help.title")}
      className="k-help"
      closable={{ "aria-label": t("help.close") }}
      footer={
        <button
          type="button"
          className="k-link-button"
          onClick={() => {
            if (isNarrow) closeHelp();
            showKeys(true);
          }}
        >
          <kbd>?</kbd> {t("help.keys")}
        </button>
      }
    >
      <div ref={body} className="k-stack">
        <Input
          prefix={<Icon name="search" size={14} />}
          value={text}
          allowClear={{ clearIcon: <Icon name="close" size={12} /> }}
          maxLength={100}
          aria-label={t("help.search")}
          placeholder={t("help.search")}
          onChange={(e) => setText(e.target.value)}
        />
        {!topics ? (
          <div className="k-bone" style={{ height: 240 }} />
        ) : found ? (
          <Results found={found} text={text.trim()} />
        ) : current && shown !== all ? (
          <>
            <button type="button" className="k-link-button k-help-back" onClick={() => openHelp(all)}>
              <Icon name="left" size={14} /> {t("help.back")}
            </button>
            <article aria-label={current.title}>
              <h2>{current.title}</h2>
              <Markdown text={current.markdown} />
            </article>
          </>
        ) : (
          <Topics topics={topics} />
        )}
      </div>
    </Drawer>
  );
}

function Topics({ topics }: { topics: readonly Topic[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("help.all")} className="k-help-topics">
      {topics.map((one) => (
        <button key={one.id} type="button" onClick={() => openHelp(one.id)}>
          <span>{one.title}</span>
          <Icon name="right" size={14} />
        </button>
      ))}
    </nav>
  );
}

function Results({ found, text }: { found: readonly Found[]; text: string }) {
  const { t } = useTranslation();
  if (found.length === 0) return <p role="status">{t("help.nothing", { text })}</p>;
  return (
    <div className="k-help-results">
      <p className="k-muted" role="status">
        {t("help.results", { count: found.length })}
      </p>
      {found.map((one) => (
        <button key={`${one.topic.id} ${one.heading}`} type="button" onClick={() => openHelp(one.topic.id)}>
          <b>{one.heading ? `${one.topic.title} · ${one.heading}` : one.topic.title}</b>
          <span>
            {one.before}
            <mark>{one.hit}</mark>
            {one.after}
          </span>
        </button>
      ))}
    </div>
  );
}
