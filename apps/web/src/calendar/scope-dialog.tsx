import { Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Scope } from "./calendar-actions.ts";

interface Props {
  /** What is about to be done. */
  title: string;
  isDanger?: boolean;
  onChoose: (scope: Scope) => void;
  onClose: () => void;
}

/** Asks how much of a recurring event is meant. */
export function ScopeDialog({ title, isDanger = false, onChoose, onClose }: Props) {
  const { t } = useTranslation();
  const [scope, setScope] = useState<Scope>("one");
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      okText={t("calendar.scope.apply")}
      cancelText={t("common.cancel")}
      okButtonProps={{ danger: isDanger, htmlType: "submit", form: "scope-form" }}
      width={380}
      destroyOnHidden
    >
      <form
        id="scope-form"
        onSubmit={(event) => {
          event.preventDefault();
          onChoose(scope);
        }}
      >
        <Radio.Group
          value={scope}
          onChange={(event) => setScope(event.target.value as Scope)}
          className="k-scope"
          options={(["one", "following", "all"] as const).map((value) => ({ value, label: t(`calendar.scope.${value}`) }))}
          vertical
        />
      </form>
    </Modal>
  );
}
