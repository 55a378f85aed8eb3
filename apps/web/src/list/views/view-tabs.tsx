import { useQueries } from "@tanstack/react-query";
import { Dropdown } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { records } from "../../api/records.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { deleteView, type View } from "../../api/views.ts";
import { formatNumber } from "../../format/number.ts";
import { Icon } from "../../icons/icon.tsx";
import { DropMenu } from "../../shell/drop-menu.tsx";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { useCurrentInView } from "../../shell/use-current-in-view.ts";
import { type Scene, scenes } from "../list-search.ts";
import type { ListState } from "../use-list-state.ts";
import { useViewActions } from "./use-view-actions.ts";

const ViewDialog = lazyReady(() => import("./view-dialog.tsx"));

interface Props {
  object: ObjectInfo;
  state: ListState;
  /** How many the list shows, counted exactly. */
  total: number | undefined;
  /** The list itself has answered: what is beside it may be counted. */
  isSettled: boolean;
  columns: { field: string; width?: number | undefined }[] | null;
}

/** 我负责的, 我参与的, 下属负责的, 全部, then the saved views: each one click away. Large counts are estimates and look like it. */
export function ViewTabs({ object, state, total, isSettled, columns }: Props) {
  const { t } = useTranslation();
  const { query, views, view, open } = state;
  const [isSaving, setSaving] = useState(false);
  const counts = useSceneCounts(object.path, isSettled);
  const current = view ? undefined : (query.scene ?? "all");
  const isWhole = !query.q && !query.filter;
  // again once the counts have made the tabs wider
  const tabs = useCurrentInView<HTMLElement>(
    `${view?.id ?? current} ${views.length} ${counts.filter((c) => c.data !== undefined).length} ${total !== undefined}`,
  );
  const countOf = (scene: Scene, i: number): string => {
    if (scene === current && isWhole && total !== undefined) return formatNumber(total);
    const estimate = counts[i]?.data;
    return estimate === undefined ? "" : estimate > 5000 ? `≈ ${formatNumber(Number(estimate.toPrecision(2)))}` : formatNumber(estimate);
  };
  return (
    <nav ref={tabs} className="k-tabs k-view-tabs" aria-label={t("list.scenes.label")}>
      {scenes.map((scene, i) => (
        <button
          key={scene}
          type="button"
          className={`k-tab${scene === current ? " is-current" : ""}`}
          aria-current={scene === current ? "true" : undefined}
          onClick={() => (view ? open({ scene }) : open({ ...state.search, scene }))}
        >
          {t(`list.scenes.${scene}`)} <em>{countOf(scene, i)}</em>
        </button>
      ))}
      {views.map((one, index) => (
        <ViewTab
          key={one.id}
          object={object}
          view={one}
          isCurrent={one.id === view?.id}
          state={state}
          isLeftmost={index === 0}
          isRightmost={index === views.length - 1}
        />
      ))}
      <button type="button" className="k-tab k-tab-add" aria-label={t("list.views.add")} title={t("list.views.add")} onClick={() => setSaving(true)}>
        <Icon name="plus" size={14} />
      </button>
      <Suspense fallback={null}>{isSaving ? <ViewDialog object={object} state={state} columns={columns} onClose={() => setSaving(false)} /> : null}</Suspense>
    </nav>
  );
}

function useSceneCounts(path: string, isSettled: boolean) {
  return useQueries({
    queries: scenes.map((scene) => ({
      queryKey: ["records", path, "list", "scene", scene],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await records.list(path, { scene, fields: "id", limit: 1, count: "estimated" }, signal)).count ?? 0,
      staleTime: 60_000,
      enabled: isSettled,
    })),
  });
}

interface TabProps {
  object: ObjectInfo;
  view: View;
  isCurrent: boolean;
  state: ListState;
  isLeftmost: boolean;
  isRightmost: boolean;
}

function ViewTab({ object, view, isCurrent, state, isLeftmost, isRightmost }: TabProps) {
  const { t } = useTranslation();
  const [isEditing, setEditing] = useState(false);
  const { run, undoDelete, tell } = useViewActions();
  const isFirst = state.first.view === view.id;
  const remove = () =>
    run(async () => {
      await deleteView(view);
      if (isFirst) state.setFirst(undefined);
      if (isCurrent) state.open({ scene: "all" });
      undoDelete(view);
    });
  const setFirst = () => {
    state.setFirst(isFirst ? undefined : { view: view.id });
    tell(isFirst ? "isNotFirst" : "isFirst", view.name);
  };
  const items = [
    { key: "first", label: t(isFirst ? "list.views.notFirst" : "list.views.first"), onClick: setFirst },
    ...(isLeftmost ? [] : [{ key: "left", label: t("list.views.left"), onClick: () => state.moveView(view.id, -1) }]),
    ...(isRightmost ? [] : [{ key: "right", label: t("list.views.right"), onClick: () => state.moveView(view.id, 1) }]),
    ...(view.can_edit
      ? [
          { type: "divider" as const },
          { key: "edit", label: t("list.views.edit"), onClick: () => setEditing(true) },
          { key: "delete", label: t("common.delete"), danger: true, onClick: remove },
        ]
      : []),
  ];
  return (
    <Dropdown menu={{ items }} trigger={["contextMenu"]}>
      <span className={`k-tab k-view-tab${isCurrent ? " is-current" : ""}`}>
        <button
          type="button"
          aria-current={isCurrent ? "true" : undefined}
          onClick={() => state.open({ view: view.id })}
          title={view.sharing === "private" ? undefined : t("list.views.by", { name: view.owner_name ?? "" })}
        >
          {view.sharing === "private" ? null : <Icon name="users" size={12} />}
          <span className="k-ellipsis">{view.name}</span>
        </button>
        <DropMenu menu={{ items }}>
          <button type="button" className="k-view-more" aria-label={t("list.views.menu", { name: view.name })} aria-haspopup="menu">
            <Icon name="down" size={12} />
          </button>
        </DropMenu>
        <Suspense fallback={null}>
          {isEditing ? <ViewDialog object={object} state={state} view={view} columns={null} onClose={() => setEditing(false)} /> : null}
        </Suspense>
      </span>
    </Dropdown>
  );
}
