import { Checkbox, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../format/number.ts";

/** What cannot be undone is asked twice: whether, and whether one knows. */
export default function PurgeQuestion({ count, onClose }: { count: number; onClose: (isSure: boolean) => void }) {
  const { t } = useTranslation();
  const [isKnown, setKnown] = useState(false);
  return (
    <Modal
      open
      width={420}
      title={t("list.bin.purgeTitle", { count, number: formatNumber(count) })}
      onCancel={() => onClose(false)}
      onOk={() => onClose(true)}
      okText={t("list.selection.purge")}
      okButtonProps={{ danger: true, disabled: !isKnown }}
      cancelText={t("common.cancel")}
    >
      <p>{t("list.bin.purgeText")}</p>
      <Checkbox checked={isKnown} onChange={(event) => setKnown(event.target.checked)}>
        {t("list.bin.purgeSure")}
      </Checkbox>
    </Modal>
  );
}
