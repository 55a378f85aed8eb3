import { useTranslation } from "react-i18next";
import { Icon } from "../../icons/icon.tsx";

/** How long the bin keeps what is in it. */
export function BinNote() {
  const { t } = useTranslation();
  return (
    <p className="k-bin-note">
      <Icon name="trash" size={14} />
      {t("list.bin.keeps")}
    </p>
  );
}
