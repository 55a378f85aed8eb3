import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import { isProblem } from "../api/problem.ts";
import { records } from "../api/records.ts";
import type { ObjectInfo } from "../api/types.ts";
import { EmptyState } from "./empty-state.tsx";
import { NotFound } from "./not-found.tsx";
import { PageSkeleton } from "./page-skeleton.tsx";

/** A page of an object that was there a moment ago: by its name, and why it is no more. `children`: what is still of use. */
export function ObjectGone({ object, children }: { object: ObjectInfo | undefined; children?: ReactNode }) {
  return object ? <Told object={object}>{children}</Told> : <NotFound />;
}

function Told({ object, children }: { object: ObjectInfo; children: ReactNode }) {
  const { t } = useTranslation();
  // one that is there and closed to the reader answers otherwise than one that is not
  const { data: isRemoved } = useQuery({
    queryKey: ["gone", object.path],
    queryFn: () =>
      records.list(object.path, { limit: 1, fields: "id" }).then(
        () => false,
        (error: unknown) => isProblem(error) && error.status === 404,
      ),
    staleTime: 0,
  });
  if (isRemoved === undefined) return <PageSkeleton />;
  const words = isRemoved ? "removed" : "closed";
  return (
    <EmptyState
      level={1}
      icon={isRemoved ? "trash" : "lock"}
      title={t(`shell.gone.${words}`, { object: labelOf(object.plural_label) })}
      text={t(`shell.gone.${words}Text`)}
    >
      <Link to="/" className="k-button is-primary">
        {t("shell.notFound.home")}
      </Link>
      {children}
    </EmptyState>
  );
}
