import { useTranslation } from "react-i18next";
import type { View } from "../../api/views.ts";

/** Parts whose loss shows other records; columns that are missing one sees. */
const telling = /^(filter|sort|group_by)\b/;

/** Says that a saved view narrows or sorts by fields this reader does not have, so that what is shown is not taken for all it says. */
export function LeftOut({ view }: { view: View | undefined }) {
  const { t } = useTranslation();
  const count = view?.problems.filter((p) => telling.test(p.path)).length ?? 0;
  return count === 0 ? null : (
    <span className="k-tag is-amber" role="note">
      {t("list.views.leftOut", { count })}
    </span>
  );
}
