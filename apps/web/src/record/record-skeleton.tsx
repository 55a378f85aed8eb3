import { useTranslation } from "react-i18next";
import { BoneRows } from "../shell/page-skeleton.tsx";
import "./record.css";

/** The outline of a record's page, in its own measures, so that nothing moves when the record arrives; by its name where a list has told it. */
export function RecordSkeleton({ title }: { title?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <div className="k-page k-record-page" role="status" aria-label={t("common.loading")}>
      <div className="k-page-head">
        <div className="k-record-title">
          <div className="k-bone" style={{ width: 120 }} />
          {title ? (
            <h1 dir="auto">
              <bdi>{title}</bdi>
            </h1>
          ) : (
            <div className="k-bone" style={{ width: 260, height: 20, marginTop: 8 }} />
          )}
        </div>
      </div>
      <div className="k-key-facts" aria-hidden="true">
        {[64, 90, 72, 80].map((width) => (
          <div key={width} className="k-bone" style={{ width, height: 32 }} />
        ))}
      </div>
      <div className="k-record">
        {["is-facts", "is-middle", "is-related"].map((place, i) => (
          <div key={place} className={`k-record-column ${place}`}>
            <div className="k-panel">
              <BoneRows count={8 - i * 2} />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
