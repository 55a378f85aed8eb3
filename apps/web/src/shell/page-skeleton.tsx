import { useTranslation } from "react-i18next";

/** The outline of a page while its code and data are on their way. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <div className="k-page-skeleton" role="status" aria-label={t("common.loading")}>
      <div className="k-bone" style={{ width: 180, height: 24 }} />
      <div className="k-bone" style={{ width: "60%", height: 14 }} />
      <div className="k-panel">
        <BoneRows count={8} />
      </div>
    </div>
  );
}

export function BoneRows({ count }: { count: number }) {
  return Array.from({ length: count }, (_, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
    <div key={i} className="k-bone-row">
      <div className="k-bone" style={{ width: `${30 + ((i * 17) % 45)}%` }} />
    </div>
  ));
}
