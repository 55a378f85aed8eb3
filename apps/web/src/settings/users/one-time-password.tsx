import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { Secret } from "../secret.tsx";

/** Shows a one-time password once, to be handed over. */
export function OneTimePassword({ name, email, password, onClose }: { name: string; email: string; password: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={t("settings.users.oneTime.title", { name })}
      onCancel={onClose}
      onOk={onClose}
      okText={t("settings.users.oneTime.done")}
      cancelButtonProps={{ style: { display: "none" } }}
      mask={{ closable: false }}
    >
      <div className="k-stack">
        <p>{t("settings.users.oneTime.text", { email })}</p>
        <Secret value={password} label={t("settings.users.oneTime.label")} />
      </div>
    </Modal>
  );
}
