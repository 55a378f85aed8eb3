import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FieldInfo } from "../../api/types.ts";
import { formatNumber } from "../../format/number.ts";
import type { Column } from "../columns/columns.ts";
import { SumText } from "../grouping/sum-text.tsx";
import type { Sums } from "../grouping/use-sums.ts";

interface Props {
  columns: readonly Column[];
  measured: readonly FieldInfo[];
  sums: ReadonlyMap<string, Sums> | undefined;
  scroller: RefObject<HTMLDivElement | null>;
  template: string;
  total: number | undefined;
}

/** Sums of the numeric columns over everything the list finds, each under its column. */
export function GridFoot({ columns, measured, sums, scroller, template, total }: Props) {
  const { t } = useTranslation();
  const line = useRef<HTMLDivElement>(null);
  const isShown = measured.length > 0 && total !== undefined && total > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the columns
  useEffect(() => {
    const grid = scroller.current;
    if (!grid || !line.current) return;
    const follow = () => {
      const inner = grid.querySelector<HTMLElement>(".k-grid-inner");
      if (!line.current || !inner) return;
      line.current.style.width = `${inner.offsetWidth}px`;
      line.current.style.transform = `translateX(${-grid.scrollLeft}px)`;
    };
    follow();
    grid.addEventListener("scroll", follow, { passive: true });
    const size = new ResizeObserver(follow);
    size.observe(grid);
    return () => {
      grid.removeEventListener("scroll", follow);
      size.disconnect();
    };
  }, [template, isShown]);
  if (!isShown) return null;
  return (
    <section className="k-grid-foot is-sums" aria-label={t("list.sums")}>
      <div className="k-grid-sums" ref={line} style={{ gridTemplateColumns: template }}>
        <span />
        {columns.map(({ field }, i) => (
          <span key={field.name} className={`k-grid-cell${i === 0 ? "" : " is-end"}`}>
            {i === 0 ? t("list.sumOf", { count: total, number: formatNumber(total) }) : <SumText field={field} sums={sums?.get(field.name)} />}
          </span>
        ))}
      </div>
    </section>
  );
}
