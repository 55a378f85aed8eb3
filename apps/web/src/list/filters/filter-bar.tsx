import { type ReactElement, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../../api/catalog.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { Icon } from "../../icons/icon.tsx";
import { Flyout } from "../../shell/flyout.tsx";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { type Condition, type FilterItem, type Group, isGroup, nothing, toFilter, toTree } from "./filter-tree.ts";
import { Sentence } from "./sentence.tsx";

const ConditionForm = lazyReady(() => import("./condition-form.tsx"));
const TreeDialog = lazyReady(() => import("./tree-dialog.tsx"));

interface Props {
  object: ObjectInfo;
  filter: Record<string, unknown> | undefined;
  onChange: (filter: Record<string, unknown> | undefined) => void;
  isAdding: boolean;
  setAdding: (isAdding: boolean) => void;
}

/** The filter as sentences one can change in place, drop and add to; groups open the whole filter. */
export function FilterBar({ object, filter, onChange, isAdding, setAdding }: Props) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const tree = toTree(filter);
  const isSimple = tree && !tree.isNot;
  const set = (next: Group) => onChange(toFilter(next));
  const replace = (index: number, item: FilterItem | null) =>
    tree && set({ ...tree, items: tree.items.flatMap((old, i) => (i === index ? (item ?? []) : old)) });
  const openWhole = () => {
    setAdding(false);
    setWhole(true);
  };
  return (
    <>
      {isSimple ? (
        tree.items.map((item, index) => (
          <Chip key={JSON.stringify(item)} object={object} item={item} onChange={(next) => replace(index, next)} onWhole={openWhole} />
        ))
      ) : (
        <span className="k-chip-group">
          <button type="button" className="k-chip is-on" onClick={openWhole} disabled={!tree}>
            <span>{tree ? <Sentence object={object} item={tree} /> : t("list.filter.custom")}</span>
          </button>
          <button type="button" className="k-chip is-on" aria-label={t("list.filter.clear")} onClick={() => onChange(undefined)}>
            <Icon name="close" size={12} />
          </button>
        </span>
      )}
      {isSimple && tree.items.length > 1 ? (
        <button type="button" className="k-chip" onClick={() => set({ ...tree, match: tree.match === "all" ? "any" : "all" })}>
          {t(tree.match === "all" ? "list.filter.matchAll" : "list.filter.matchAny")}
        </button>
      ) : null}
      {tree ? (
        <FormFlyout
          object={object}
          isOpen={isAdding}
          setOpen={setAdding}
          onDone={(condition) => set(isSimple ? { ...tree, items: [...tree.items, condition] } : { match: "all", items: [tree, condition] })}
          onAdvanced={openWhole}
        >
          <button type="button" className="k-chip" aria-expanded={isAdding}>
            <Icon name="plus" size={12} />
            {t("list.filter.add")}
          </button>
        </FormFlyout>
      ) : null}
      {isSimple && tree.items.length > 1 ? (
        <button type="button" className="k-link-button" onClick={() => onChange(undefined)}>
          {t("list.filter.clear")}
        </button>
      ) : null}
      {isWhole ? (
        <Suspense fallback={null}>
          <TreeDialog
            object={object}
            tree={tree ?? nothing}
            onDone={(next) => {
              setWhole(false);
              onChange(next);
            }}
            onCancel={() => setWhole(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

interface ChipProps {
  object: ObjectInfo;
  item: FilterItem;
  onChange: (item: FilterItem | null) => void;
  onWhole: () => void;
}

function Chip({ object, item, onChange, onWhole }: ChipProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const words = (
    <span>
      <Sentence object={object} item={item} />
    </span>
  );
  const isPlain = !isGroup(item) && fieldOf(object, item.field) !== undefined;
  return (
    <span className="k-chip-group">
      {isPlain ? (
        <FormFlyout object={object} isOpen={isOpen} setOpen={setOpen} condition={item as Condition} onDone={onChange}>
          <button type="button" className="k-chip is-on" aria-expanded={isOpen}>
            {words}
          </button>
        </FormFlyout>
      ) : (
        <button type="button" className="k-chip is-on" onClick={onWhole}>
          {words}
        </button>
      )}
      <button type="button" className="k-chip is-on" aria-label={t("list.filter.remove")} onClick={() => onChange(null)}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}

interface FlyoutProps {
  object: ObjectInfo;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  condition?: Condition;
  onDone: (condition: Condition) => void;
  onAdvanced?: () => void;
  children: ReactElement<{ onClick?: () => void }>;
}

function FormFlyout({ object, isOpen, setOpen, condition, onDone, onAdvanced, children }: FlyoutProps) {
  const { t } = useTranslation();
  return (
    <Flyout
      isOpen={isOpen}
      setOpen={setOpen}
      title={t("list.filter.add")}
      content={
        <Suspense fallback={<div className="k-builder" style={{ minHeight: 200 }} />}>
          <ConditionForm
            object={object}
            {...(condition ? { initial: condition } : {})}
            {...(onAdvanced ? { onAdvanced } : {})}
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
