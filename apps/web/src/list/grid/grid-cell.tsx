import { type MouseEvent, Suspense } from "react";
import { titleOf } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { FieldValue } from "../../fields/cells.tsx";
import { lazyReady } from "../../shell/lazy-ready.ts";
import type { CellProblem } from "../editing/use-cell-edits.ts";
import type { GridActions } from "./grid-actions.ts";

export const CellEditor = lazyReady(() => import("../editing/cell-editor.tsx"));

interface Props {
  object: ObjectInfo;
  field: FieldInfo;
  record: ApiRecord;
  line: number;
  isEditing: boolean;
  problem: CellProblem | undefined;
  isBin: boolean;
  actions: GridActions;
}

export function GridCell({ object, field, record, line, isEditing, problem, isBin, actions }: Props) {
  const isTitle = field.name === object.title_field;
  const values = problem ? { ...record, ...problem.values } : record;
  const value = <FieldValue field={field} value={values[field.name]} record={values} isDense />;
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    actions.open(record);
  };
  return (
    <>
      {isTitle && !isBin ? (
        <a href={`/o/${object.path}/${record.id}`} tabIndex={-1} onClick={open} draggable={false}>
          {/* a name that was emptied and refused is empty, not the number behind it */}
          {problem && !values[field.name] ? "—" : titleOf(values, object)}
        </a>
      ) : (
        <span>{value}</span>
      )}
      {isEditing ? (
        <Suspense fallback={null}>
          <CellEditor
            object={object}
            field={field}
            record={record}
            typed={problem?.values}
            message={problem?.message}
            onDone={(next, step) => actions.edited(record, field, next, step, line)}
            onCancel={() => actions.cancelEdit(record, field)}
          />
        </Suspense>
      ) : problem ? (
        <button type="button" tabIndex={-1} className="k-cell-problem" title={problem.message} onClick={() => actions.mend(line, field, record, problem)}>
          !<span className="k-visually-hidden">{problem.message}</span>
        </button>
      ) : null}
    </>
  );
}
