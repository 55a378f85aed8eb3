import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../api/catalog.ts";
import type { ObjectInfo } from "../api/types.ts";
import { EmptyState } from "../shell/empty-state.tsx";
import { PageSkeleton } from "../shell/page-skeleton.tsx";
import { Board } from "./board.tsx";
import { boardFieldOf } from "./board-columns.ts";
import { BoardStoreContext, createBoardStore } from "./board-store.ts";
import { usePipelines } from "./pipelines.ts";
import "./board.css";

/** The list's query as far as a board goes by it. `settings.field` is the field of the columns. */
export interface BoardQuery {
  scene?: string | null | undefined;
  q?: string | null | undefined;
  filter?: Record<string, unknown> | null | undefined;
  sort?: string | null | undefined;
  settings?: Record<string, unknown> | null | undefined;
}

/** What the list page gives to each way of showing its query. */
export interface ViewProps {
  object: ObjectInfo;
  search: BoardQuery;
  /** Changes the query in the address; `new` opens the form of a new record with these values. */
  change: (patch: BoardQuery & { new?: Record<string, unknown> }) => void;
}

/** The list's query as a board: a column for each stage, state or option. */
export default function BoardView(props: ViewProps) {
  const { t } = useTranslation();
  const { byName } = useCatalog();
  const [store] = useState(createBoardStore);
  const asked = props.search.settings?.field;
  const field = useMemo(() => boardFieldOf(props.object, asked), [props.object, asked]);
  const { field: pipelineField, pipelines } = usePipelines(props.object);
  if (!field) return <EmptyState icon="columns" title={t("board.none.title")} text={t("board.none.text")} />;
  const needsPipelines = pipelineField !== undefined && byName.get(pipelineField.target ?? "")?.can.read;
  if (needsPipelines && !pipelines) return <PageSkeleton />;
  return (
    <BoardStoreContext value={store}>
      <Board key={`${props.object.name}.${field.name}`} {...props} field={field} pipelineField={pipelineField} pipelines={pipelines ?? []} />
    </BoardStoreContext>
  );
}
