import { Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../format/number.ts";

interface Props {
  name: string;
  deals: number;
  targets: { value: string; label: string }[];
  nearest: string | undefined;
  onRemove: (target: string) => void;
  onCancel: () => void;
}

/** A stage with deals in it goes only when they have somewhere to go. */
export function RemoveStageDialog({ name, deals, targets, nearest, onRemove, onCancel }: Props) {
  const { t } = useTranslation();
  const [target, setTarget] = useState<string | undefined>(nearest ?? targets[0]?.value);
  return (
    <Modal
      open
      title={t("settings.pipelines.removeStage", { stage: name })}
      onCancel={onCancel}
      okText={t("settings.pipelines.removeStageOk")}
      okButtonProps={{ disabled: target === undefined }}
      onOk={() => target && onRemove(target)}
    >
      <div className="k-stack">
        <p>{t("settings.pipelines.removeStageText", { count: deals, formatted: formatNumber(deals), stage: name })}</p>
        {targets.length > 0 ? (
          <Select
            aria-label={t("settings.pipelines.moveDealsTo")}
            value={target ?? null}
            onChange={(value: string) => setTarget(value)}
            options={targets}
            style={{ width: "100%" }}
          />
        ) : (
          <p className="k-error">{t("settings.pipelines.noTarget")}</p>
        )}
        <p className="k-muted">{t("settings.pipelines.removeStageHistory")}</p>
      </div>
    </Modal>
  );
}
