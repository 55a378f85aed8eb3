import { queryOptions } from "@tanstack/react-query";
import { records } from "./records.ts";

export interface Department {
  id: string;
  name: string;
  parent_id: string | null;
  manager_id: string | null;
  position: number | null;
  version: number;
}

export interface DepartmentNode extends Department {
  children: DepartmentNode[];
}

/** All departments; trees of several thousand are read in pages. */
export const departmentsQuery = queryOptions({
  queryKey: ["records", "departments", "all"],
  queryFn: async (): Promise<Department[]> => {
    const all: Department[] = [];
    let cursor: string | null = null;
    do {
      const page: { data: unknown[]; next: string | null } = await records.list("departments", { limit: 1000, ...(cursor ? { cursor } : {}) });
      all.push(...(page.data as Department[]));
      cursor = page.next;
    } while (cursor && all.length < 20_000);
    return all;
  },
  staleTime: 60_000,
});

/** Roots first, brothers by position and name; a department whose parent is out of sight is a root. */
export function departmentTree(list: readonly Department[]): DepartmentNode[] {
  const nodes = new Map(list.map((d) => [d.id, { ...d, children: [] as DepartmentNode[] }]));
  const roots: DepartmentNode[] = [];
  for (const node of nodes.values()) (nodes.get(node.parent_id ?? "")?.children ?? roots).push(node);
  const sort = (level: DepartmentNode[]): DepartmentNode[] => {
    level.sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || a.name.localeCompare(b.name, "zh"));
    for (const node of level) sort(node.children);
    return level;
  };
  return sort(roots);
}
