import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { HomeScope } from "../../../home/home-scope.ts";
import { type Filter, listOf } from "./figures.ts";

interface Props {
  path: string;
  filter: Filter;
  scope: HomeScope;
  sort?: string;
  className?: string;
  label?: string | undefined;
  children: ReactNode;
}

/** Leads from a figure to the very records it counts. */
export function FigureLink({ path, filter, scope, sort, className, label, children }: Props) {
  return (
    <Link
      to="/o/$path"
      params={{ path }}
      search={listOf(filter, scope, sort ? { sort } : {})}
      preload={false}
      {...(className ? { className } : {})}
      {...(label ? { "aria-label": label } : {})}
    >
      {children}
    </Link>
  );
}
