import { App } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { offerUndo } from "./last-undo.ts";

/** Says what was done and offers the way back for eight seconds. @returns takes it back now, and the offer with it */
export function useUndo(): (text: string, undo: () => Promise<unknown> | unknown) => () => Promise<void> {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const key = useId();
  return (text, undo) => {
    const take = async () => {
      message.destroy(key);
      withdraw();
      await undo();
    };
    const withdraw = offerUndo(() => void take());
    void message.open({
      key,
      type: "success",
      duration: 8,
      onClose: withdraw,
      content: (
        <span className="k-toast">
          {text}{" "}
          <button type="button" className="k-link-button" onClick={() => void take()}>
            {t("common.undo")}
          </button>
        </span>
      ),
    });
    return take;
  };
}
