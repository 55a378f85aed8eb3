import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../icons/icon.tsx";
import type { Entry } from "./command.ts";
import { Marked } from "./marked.tsx";

interface Props {
  ref: Ref<HTMLDivElement>;
  id: string;
  entries: readonly Entry[];
  active: number;
  onPoint: (entry: Entry) => void;
  onRun: (entry: Entry, isElsewhere: boolean) => void;
}

/** The rows by group. The combobox keeps the focus and takes the keys. */
export function PaletteList({ ref, id, entries, active, onPoint, onRun }: Props) {
  const { t } = useTranslation();
  const groups: { name: string; from: number; rows: Entry[] }[] = [];
  for (const [i, entry] of entries.entries()) {
    const last = groups.at(-1);
    if (last && last.name === entry.group) last.rows.push(entry);
    else groups.push({ name: entry.group, from: i, rows: [entry] });
  }
  const nameOf = (group: string): string => (group.startsWith("object:") ? group.slice(7) : t(`palette.groups.${group}`));
  return (
    <div className="k-palette-list" id={`${id}-list`} ref={ref} role="listbox" tabIndex={-1} aria-label={t("palette.results")}>
      {groups.map(({ name, from, rows }) => (
        <div key={`${name}${from}`} role="group" aria-labelledby={`${id}-group-${from}`}>
          <div className="k-palette-group" id={`${id}-group-${from}`}>
            {nameOf(name)}
          </div>
          {rows.map((entry, i) => {
            const at = from + i;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox takes the keys
              // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus
              <div
                key={entry.id}
                id={`${id}-${at}`}
                className="k-palette-option"
                role="option"
                aria-selected={at === active}
                onPointerMove={() => at === active || onPoint(entry)}
                onClick={(event) => onRun(entry, event.ctrlKey || event.metaKey)}
              >
                <Icon name={entry.icon} />
                <span className="k-palette-text">
                  <span className="k-ellipsis">
                    <Marked text={entry.label} ranges={entry.ranges} />
                  </span>
                  {entry.detail ? (
                    <span className="k-palette-detail k-ellipsis">
                      <bdi>{entry.detail}</bdi>
                    </span>
                  ) : null}
                </span>
                {entry.isOn ? <Icon name="check" size={14} /> : null}
                {entry.hint ? <span className="k-palette-hint">{entry.hint}</span> : null}
                {entry.steps && entry.group === "here" ? <Icon name="right" size={14} /> : null}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
