import { lazy, type ReactElement, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../api/catalog.ts";
import type { ObjectInfo } from "../api/types.ts";
import { Icon } from "../icons/icon.tsx";
import { Flyout } from "../shell/flyout.tsx";
import { ConditionText } from "./condition-text.tsx";
import { type Condition, type Conditions, toConditions, toFilter } from "./conditions.ts";

const FilterBuilder = lazy(() => import("./filter-builder.tsx"));

interface Props {
  object: ObjectInfo;
  filter: Record<string, unknown> | undefined;
  onChange: (filter: Record<string, unknown> | undefined) => void;
}

/** The filter as sentences one can change, drop and add to. */
export function FilterBar({ object, filter, onChange }: Props) {
  const { t } = useTranslation();
  const conditions = toConditions(filter);
  if (!conditions)
    return (
      <span className="k-chip-group">
        <span className="k-chip is-on">{t("list.filter.advanced")}</span>
        <button type="button" className="k-chip is-on" aria-label={t("list.filter.clear")} onClick={() => onChange(undefined)}>
          <Icon name="close" size={12} />
        </button>
      </span>
    );
  const set = (next: Conditions) => onChange(toFilter(next));
  const replace = (index: number, condition: Condition | null) =>
    set({ ...conditions, list: conditions.list.flatMap((c, i) => (i === index ? (condition ?? []) : c)) });
  return (
    <>
      {conditions.list.map((condition, index) => (
        <Chip key={JSON.stringify(condition)} object={object} condition={condition} onChange={(c) => replace(index, c)} />
      ))}
      {conditions.list.length > 1 ? (
        <button type="button" className="k-chip" onClick={() => set({ ...conditions, match: conditions.match === "all" ? "any" : "all" })}>
          {t(conditions.match === "all" ? "list.filter.matchAll" : "list.filter.matchAny")}
        </button>
      ) : null}
      <AddFilter object={object} onAdd={(c) => set({ ...conditions, list: [...conditions.list, c] })} />
      {conditions.list.length > 1 ? (
        <button type="button" className="k-link-button" onClick={() => onChange(undefined)}>
          {t("list.filter.clear")}
        </button>
      ) : null}
    </>
  );
}

function Chip({ object, condition, onChange }: { object: ObjectInfo; condition: Condition; onChange: (condition: Condition | null) => void }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const field = fieldOf(object, condition.field);
  return (
    <span className="k-chip-group">
      <BuilderPopover isOpen={isOpen} setOpen={setOpen} object={object} condition={condition} onDone={onChange}>
        <button type="button" className="k-chip is-on" aria-expanded={isOpen} disabled={!field}>
          <ConditionText object={object} condition={condition} />
        </button>
      </BuilderPopover>
      <button type="button" className="k-chip is-on" aria-label={t("list.filter.remove")} onClick={() => onChange(null)}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}

function AddFilter({ object, onAdd }: { object: ObjectInfo; onAdd: (condition: Condition) => void }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <BuilderPopover isOpen={isOpen} setOpen={setOpen} object={object} onDone={(c) => c && onAdd(c)}>
      <button type="button" className="k-chip" aria-expanded={isOpen}>
        <Icon name="plus" size={12} />
        {t("list.filter.add")}
      </button>
    </BuilderPopover>
  );
}

interface BuilderPopoverProps {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  object: ObjectInfo;
  condition?: Condition;
  onDone: (condition: Condition | null) => void;
  children: ReactElement<{ onClick?: () => void }>;
}

function BuilderPopover({ isOpen, setOpen, object, condition, onDone, children }: BuilderPopoverProps) {
  const { t } = useTranslation();
  return (
    <Flyout
      isOpen={isOpen}
      setOpen={setOpen}
      title={t("list.filter.add")}
      content={
        <Suspense fallback={<div className="k-builder" style={{ minHeight: 200 }} />}>
          <FilterBuilder
            object={object}
            {...(condition ? { initial: condition } : {})}
            onDone={(next) => {
              setOpen(false);
              onDone(next);
            }}
            onCancel={() => setOpen(false)}
          />
        </Suspense>
      }
    >
      {children}
    </Flyout>
  );
}
