import { App } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { offerUndo } from "./last-undo.ts";

/** Says what was done and offers the way back for eight seconds. */
export function useUndo(): (text: string, undo: () => Promise<unknown> | unknown) => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const key = useId();
  return (text, undo) => {
    const take = () => {
      message.destroy(key);
      withdraw();
      void undo();
    };
    const withdraw = offerUndo(take);
    void message.open({
      key,
      type: "success",
      duration: 8,
      onClose: withdraw,
      content: (
        <span className="k-toast">
          {text}{" "}
          <button type="button" className="k-link-button" onClick={take}>
            {t("common.undo")}
          </button>
        </span>
      ),
    });
  };
}
