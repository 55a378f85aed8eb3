import { useTranslation } from "react-i18next";
import type { ObjectInfo } from "../../api/types.ts";
import type { ViewKind } from "../../api/views.ts";
import { Icon } from "../../icons/icon.tsx";
import { kinds } from "./view-kinds.ts";

/** Table, board, calendar: the same list, looked at differently. */
export function ViewSwitch({ object, kind, onChange }: { object: ObjectInfo; kind: ViewKind; onChange: (kind: ViewKind) => void }) {
  const { t } = useTranslation();
  const fitting = kinds.filter((k) => k.fits(object));
  if (fitting.length < 2) return null;
  return (
    <fieldset className="k-switch">
      <legend className="k-visually-hidden">{t("list.kinds.label")}</legend>
      {fitting.map((k) => (
        <button
          key={k.kind}
          type="button"
          className={k.kind === kind ? "is-current" : undefined}
          aria-pressed={k.kind === kind}
          aria-label={t(`list.kinds.${k.kind}`)}
          title={t(`list.kinds.${k.kind}`)}
          onClick={() => onChange(k.kind)}
        >
          <Icon name={k.icon} size={14} />
        </button>
      ))}
    </fieldset>
  );
}
