import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../api/catalog.ts";
import type { DemoStatus } from "../api/demo.ts";

/** What stayed of the company, and which of the people's own records hold it there. */
export function DemoKept({ status }: { status: DemoStatus }) {
  const { t } = useTranslation();
  const { byName } = useCatalog();
  const name = (object: string) => {
    const found = byName.get(object);
    return found ? labelOf(found.label) : object;
  };
  const toRecord = ({ object, id, title }: { object: string; id: string; title: string }) => {
    const path = byName.get(object)?.navigable ? byName.get(object)?.path : undefined;
    const words = title || id.slice(0, 8);
    return path ? (
      <Link to="/o/$path/$id" params={{ path, id }}>
        {words}
      </Link>
    ) : (
      <span>{words}</span>
    );
  };
  return (
    <section className="k-panel k-demo-kept" aria-label={t("demo.kept.title", { count: status.kept_count })}>
      <h2>{t("demo.kept.title", { count: status.kept_count })}</h2>
      <p className="k-quiet">{t("demo.kept.text")}</p>
      <div className="k-table-scroll">
        <table className="k-plain-table">
          <thead>
            <tr>
              <th>{t("demo.kept.record")}</th>
              <th>{t("demo.kept.because")}</th>
            </tr>
          </thead>
          <tbody>
            {status.kept.map((one) => (
              <tr key={one.id}>
                <td>
                  <span className="k-muted">{name(one.object)}</span> {toRecord(one)}
                </td>
                <td>
                  {one.because.map((holder) => (
                    <span key={holder.id} className="k-demo-holder">
                      <span className="k-muted">{name(holder.object)}</span> {toRecord(holder)}
                    </span>
                  ))}
                  {one.count > one.because.length ? <span className="k-muted">{t("demo.kept.more", { count: one.count - one.because.length })}</span> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
