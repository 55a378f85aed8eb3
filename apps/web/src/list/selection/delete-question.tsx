import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../format/number.ts";

/** Many records are not deleted by one click, although the bin would give them back. */
export default function DeleteQuestion({ count, onClose }: { count: number; onClose: (isSure: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      width={400}
      title={t("list.selection.deleteTitle", { count, number: formatNumber(count) })}
      onCancel={() => onClose(false)}
      onOk={() => onClose(true)}
      okText={t("common.delete")}
      okButtonProps={{ danger: true, autoFocus: true }}
      cancelText={t("common.cancel")}
    >
      <p>{t("list.selection.deleteText")}</p>
    </Modal>
  );
}
