import type { ReactNode } from "react";
import { BoneRows } from "../shell/page-skeleton.tsx";
import { useKeptHeight } from "./kept-heights.ts";

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
  const kept = useKeptHeight<HTMLElement>(title);
  return (
    <section {...kept} className="k-panel k-widget-panel" aria-label={title}>
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
      <WidgetBones count={7} />
    </WidgetFrame>
  );
}

/** The outline of a strip of figures, as high as the figures will be. */
export function TilesSkeleton() {
  return (
    <Tiles isHidden>
      {[0, 1, 2, 3].map((tile) => (
        <div key={tile} className="k-panel k-tile">
          <span className="k-tile-title">
            <span className="k-bone" style={{ width: 96 }} />
          </span>
          <b className="k-tile-figure">
            <span className="k-bone" style={{ width: 120, height: 22 }} />
          </b>
          <span className="k-tile-note"> </span>
        </div>
      ))}
    </Tiles>
  );
}

/** A strip of figures. */
export function Tiles({ children, isHidden }: { children: ReactNode; isHidden?: boolean }) {
  const kept = useKeptHeight<HTMLDivElement>("tiles");
  return (
    <div {...kept} className="k-tiles" aria-hidden={isHidden}>
      {children}
    </div>
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
