import type { ReactNode } from "react";
import { BoneRows } from "../shell/page-skeleton.tsx";

interface Props {
  title: string;
  /** Beside the title: how many, of when. */
  note?: ReactNode;
  /** At the end of the head: where to see more. */
  action?: ReactNode;
  children: ReactNode;
}

/** The panel every widget stands in. */
export function WidgetFrame({ title, note, action, children }: Props) {
  return (
    <section className="k-panel k-widget-panel" aria-label={title}>
      <div className="k-widget-head">
        <h2>{title}</h2>
        {note ? <span className="k-muted">{note}</span> : null}
        <span className="k-space" />
        {action}
      </div>
      {children}
    </section>
  );
}

/** The outline of a widget while its code or its data are on their way. */
export function WidgetSkeleton({ title }: { title: string }) {
  return (
    <WidgetFrame title={title}>
      <WidgetBones />
    </WidgetFrame>
  );
}

export function WidgetBones({ count = 5 }: { count?: number }) {
  return (
    <div className="k-widget-bones" aria-hidden="true">
      <BoneRows count={count} />
    </div>
  );
}

/** What a widget says when there is nothing to show. */
export function WidgetEmpty({ children }: { children: ReactNode }) {
  return <div className="k-widget-empty">{children}</div>;
}
