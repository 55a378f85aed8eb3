import { useQuery } from "@tanstack/react-query";
import { TreeSelect } from "antd";
import { useMemo } from "react";
import { type DepartmentNode, departmentsQuery, departmentTree } from "../../api/departments.ts";
import { Icon } from "../../icons/icon.tsx";
import { clearable } from "../clearable.ts";

interface Props {
  value: string | string[] | null;
  onChange: (value: string | string[] | null) => void;
  isMultiple?: boolean;
  allowClear?: boolean;
  /** A department that cannot be chosen, with all below it. */
  without?: string;
  id?: string;
  status?: "error";
  "aria-label"?: string;
  "aria-describedby"?: string;
}

interface Choice {
  value: string;
  title: string;
  children: Choice[];
}

/** The department tree, searchable by name. */
export function DepartmentSelect({ value, onChange, isMultiple = false, allowClear = true, without, ...attributes }: Props) {
  const { data = [] } = useQuery(departmentsQuery);
  const tree = useMemo(() => {
    const toChoice = (node: DepartmentNode): Choice[] =>
      node.id === without ? [] : [{ value: node.id, title: node.name, children: node.children.flatMap(toChoice) }];
    return departmentTree(data).flatMap(toChoice);
  }, [data, without]);
  return (
    <TreeSelect
      {...attributes}
      value={value as never}
      onChange={(v: string | string[] | null | undefined) => onChange(v ?? null)}
      treeData={tree}
      {...(isMultiple ? { multiple: true } : {})}
      treeDefaultExpandAll
      showSearch={{ treeNodeFilterProp: "title" }}
      allowClear={clearable(allowClear)}
      suffixIcon={<Icon name="down" size={14} />}
      style={{ width: "100%" }}
      popupMatchSelectWidth={260}
    />
  );
}
