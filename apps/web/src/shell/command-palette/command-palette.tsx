import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Modal } from "antd";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import { searchEverywhere } from "../../api/search.ts";
import { Icon } from "../../icons/icon.tsx";
import { useDebounced } from "../use-debounced.ts";
import { type Command, commandsOf, hitCommands } from "./commands.ts";

/** Ctrl/⌘ K: finds records and jumps to pages. */
export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      footer={null}
      closable={false}
      destroyOnHidden
      width={620}
      className="k-palette"
      style={{ top: "12vh" }}
      aria-label={t("shell.palette.title")}
    >
      <Palette onClose={onClose} />
    </Modal>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const { commands, isSearching } = useCommands(text);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => input.current?.focus(), 30);
    return () => clearTimeout(timer);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its first entry
  useEffect(() => setActive(0), [text]);
  useEffect(() => {
    list.current?.querySelector(`[id="${CSS.escape(`${id}-${active}`)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active, id]);
  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (move !== 0 && commands.length > 0) {
      event.preventDefault();
      setActive((active + move + commands.length) % commands.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(commands[active]);
    }
  };
  return (
    <>
      <div className="k-palette-input">
        <Icon name="search" size={18} />
        <input
          ref={input}
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={commands.length > 0 ? `${id}-${active}` : undefined}
          aria-label={t("shell.palette.title")}
          placeholder={t("shell.palette.placeholder")}
          value={text}
          onChange={(e) => setText(e.target.value)}
          onKeyDown={onKeyDown}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
        />
        <kbd>Esc</kbd>
      </div>
      <div className="k-palette-list" id={`${id}-list`} ref={list} role="listbox" tabIndex={-1} aria-label={t("shell.palette.results")}>
        {commands.map((command, index) => (
          <div key={command.id} role="presentation">
            {command.group !== commands[index - 1]?.group ? <div className="k-palette-group">{t(`shell.palette.groups.${command.group}`)}</div> : null}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above takes the keys */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus */}
            <div
              id={`${id}-${index}`}
              className="k-palette-option"
              role="option"
              aria-selected={index === active}
              onMouseMove={() => setActive(index)}
              onClick={() => run(command)}
            >
              <Icon name={command.icon} />
              <span className="k-ellipsis">{command.label}</span>
              <span className="k-space" />
              {command.detail ? <span className="k-muted k-ellipsis">{command.detail}</span> : null}
            </div>
          </div>
        ))}
      </div>
      {commands.length === 0 ? (
        <div className="k-empty" style={{ minHeight: 140, padding: 20 }} role="status">
          <p>{isSearching ? t("common.loading") : t("shell.palette.nothing", { text })}</p>
        </div>
      ) : null}
      <div className="k-palette-foot" aria-hidden="true">
        <span>↑↓ {t("shell.palette.choose")}</span>
        <span>↵ {t("shell.palette.open")}</span>
        <span className="k-space" />
        <span>{t("shell.palette.hint")}</span>
      </div>
    </>
  );
}

function useCommands(text: string): { commands: Command[]; isSearching: boolean } {
  const catalog = useCatalog();
  const me = useMe();
  const navigate = useNavigate();
  const q = useDebounced(text.trim(), 150);
  const found = useQuery({
    queryKey: ["search", q],
    queryFn: ({ signal }) => searchEverywhere(q, { signal }),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const all = useMemo(() => commandsOf(catalog, me, navigate), [catalog, me, navigate]);
  const wanted = text.trim().toLowerCase();
  const matching = wanted === "" ? all.filter((c) => c.group !== "settings") : all.filter((c) => c.label.toLowerCase().includes(wanted));
  const hits = wanted !== "" && found.data ? hitCommands(found.data, catalog, navigate) : [];
  return { commands: [...hits, ...matching], isSearching: found.isFetching || q !== text.trim() };
}
