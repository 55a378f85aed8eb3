import { useRouter } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import { Icon } from "../../icons/icon.tsx";
import { useIsNarrow } from "../../preferences/use-media.ts";
import { readAsked } from "./asked.ts";
import type { Command, Entry } from "./command.ts";
import type { Task } from "./commands/record.ts";
import { holdKeys } from "./hold-keys.ts";
import { PaletteHelp } from "./palette-help.tsx";
import { PaletteList } from "./palette-list.tsx";
import { rememberSearch } from "./recent-searches.ts";
import { useCommands } from "./use-commands.ts";
import { useEntries } from "./use-entries.ts";

/** The input and what it finds. The input keeps the focus; arrows move through the list. */
export default function Palette({ onClose, onTask }: { onClose: () => void; onTask: (task: Task) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const catalog = useCatalog();
  const router = useRouter();
  const isNarrow = useIsNarrow();
  const [text, setText] = useState("");
  const [steps, setSteps] = useState<{ label: string; commands: Command[] } | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const go = (href: string) => {
    const isForm = /[?&](new|edit)=/.test(href);
    router.history.push(href);
    // the code of a form may come late; a page without one takes keys as soon as it stands
    holdKeys(isForm ? 5_000 : 1_500, () => !isForm && router.state.status === "idle" && !document.querySelector(".k-page-skeleton"));
  };
  const start = (task: Task) => {
    onTask(task);
    holdKeys(1_500, () => false);
  };
  const { commands, here } = useCommands(catalog, start);
  const asked = useMemo(() => readAsked(steps ? `>${text}` : text, catalog.objects), [steps, text, catalog]);
  const { entries, isOld, error } = useEntries({ asked, catalog, commands: steps?.commands ?? commands, isSteps: steps !== null, here, go, retype: setText });
  const found = entries.findIndex((e) => e.id === chosen);
  const active = Math.max(0, found);
  const type = (value: string) => {
    setText(value);
    setChosen(null);
    setWaiting(false);
  };

  const run = (entry: Entry, isElsewhere = false) => {
    if (entry.steps) {
      setSteps({ label: entry.label, commands: entry.steps() });
      type("");
      return;
    }
    if (entry.group === "searches") return type(entry.label);
    if (entry.hit) rememberSearch(me.id, asked.text);
    onClose();
    if (isElsewhere && entry.href) window.open(entry.href, "_blank", "noopener");
    else entry.run();
  };
  // Enter pressed before the answer is there opens the first of the new records, not of the old ones
  const isAnswerMissing = isOld && (entries[active]?.hit !== undefined || entries.length === 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: waits for the answer only
  useEffect(() => {
    if (!isWaiting || isAnswerMissing) return;
    setWaiting(false);
    const entry = entries[active];
    if (entry) run(entry);
  }, [isWaiting, isAnswerMissing]);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelector(`[id="${CSS.escape(`${id}-${active}`)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active, id]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const to = target(event.key, active, entries);
    if (to !== undefined) {
      event.preventDefault();
      setChosen(entries[to]?.id ?? null);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isAnswerMissing) return setWaiting(true);
      const entry = entries[active];
      if (entry) run(entry, event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape" || (event.key === "Backspace" && text === "" && steps)) {
      event.preventDefault();
      if (steps) {
        setSteps(null);
        type("");
      } else onClose();
    }
  };
  const hasHelp = asked.only === "help";
  return (
    <div className="k-palette-body">
      <div className="k-palette-input">
        {steps ? (
          <button type="button" className="k-palette-step" onClick={() => setSteps(null)}>
            <Icon name="left" size={12} />
            {steps.label}
          </button>
        ) : (
          <Icon name="search" size={18} />
        )}
        <input
          ref={input}
          role="combobox"
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={entries.length > 0 ? `${id}-${active}` : undefined}
          aria-label={t("palette.title")}
          placeholder={t(steps ? "palette.chooseStep" : "palette.placeholder")}
          value={text}
          onChange={(e) => type(e.target.value)}
          onKeyDown={onKeyDown}
          maxLength={200}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
        />
        {isOld ? <span className="k-palette-pulse" aria-hidden="true" /> : null}
        {isNarrow ? (
          <button type="button" className="k-icon-button" aria-label={t("common.close")} onClick={onClose}>
            <Icon name="close" size={18} />
          </button>
        ) : (
          <kbd>Esc</kbd>
        )}
      </div>
      {hasHelp ? (
        <PaletteHelp onTry={type} />
      ) : (
        <PaletteList ref={list} id={id} entries={entries} active={active} onPoint={(entry) => setChosen(entry.id)} onRun={run} />
      )}
      {entries.length === 0 && !hasHelp ? (
        <div className="k-palette-nothing">
          <p>{isOld ? t("common.loading") : error ? error.message : t("palette.nothing", { text: asked.text })}</p>
          {isOld || error ? null : <p className="k-muted">{t("palette.nothingHint")}</p>}
        </div>
      ) : null}
      <div className="k-visually-hidden" role="status" aria-live="polite">
        {isOld || text === "" ? "" : t("palette.count", { count: entries.length })}
      </div>
      <div className="k-palette-foot" aria-hidden="true">
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd> {t("palette.choose")}
        </span>
        <span>
          <kbd>Enter</kbd> {t("palette.open")}
        </span>
        <span>
          <kbd>{/Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl"} Enter</kbd> {t("palette.openElsewhere")}
        </span>
        <span className="k-space" />
        <button type="button" className="k-link-button" tabIndex={-1} onClick={() => type(hasHelp ? "" : "?")}>
          <kbd>?</kbd> {t("palette.help.title")}
        </button>
      </div>
    </div>
  );
}

/** Where a key moves the choice: round the ends by arrows, to the next group by Tab. */
function target(key: string, active: number, entries: readonly Entry[]): number | undefined {
  const count = entries.length;
  if (count === 0) return undefined;
  if (key === "ArrowDown") return (active + 1) % count;
  if (key === "ArrowUp") return (active - 1 + count) % count;
  if (key === "PageDown") return Math.min(count - 1, active + 6);
  if (key === "PageUp") return Math.max(0, active - 6);
  if (key === "Tab") {
    const group = entries[active]?.group;
    const next = entries.findIndex((e, i) => i > active && e.group !== group);
    return Math.max(0, next);
  }
  return undefined;
}
