import type { ReactNode } from "react";
import { Icon } from "../icons/icon.tsx";
import type { IconName } from "../icons/paths.ts";

/** What to say where there is nothing: why, and what to do about it. */
export function EmptyState({
  icon,
  title,
  text,
  children,
  level = 2,
}: {
  icon: IconName;
  title: string;
  text?: string;
  children?: ReactNode;
  level?: 1 | 2 | 3;
}) {
  const Heading = `h${level}` as "h1" | "h2" | "h3";
  return (
    <div className="k-empty">
      <span className="k-empty-icon">
        <Icon name={icon} size={22} />
      </span>
      <Heading>{title}</Heading>
      {text ? <p>{text}</p> : null}
      {children ? <div className="k-empty-actions">{children}</div> : null}
    </div>
  );
}
