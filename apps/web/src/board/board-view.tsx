import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../api/catalog.ts";
import { EmptyState } from "../shell/empty-state.tsx";
import { PageSkeleton } from "../shell/page-skeleton.tsx";
import { Board } from "./board.tsx";
import { boardFieldOf } from "./board-columns.ts";
import { BoardStoreContext, createBoardStore } from "./board-store.ts";
import { usePipelines } from "./pipelines.ts";
import type { ViewProps } from "./view-props.ts";
import "./board.css";

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
