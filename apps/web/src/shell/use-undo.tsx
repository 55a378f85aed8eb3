import { App } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";

/** Says what was done and offers the way back for eight seconds. */
export function useUndo(): (text: string, undo: () => Promise<unknown> | unknown) => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const key = useId();
  return (text, undo) =>
    void message.open({
      key,
      type: "success",
      duration: 8,
      content: (
        <span className="k-toast">
          {text}
          <button
            type="button"
            className="k-link-button"
            onClick={() => {
              message.destroy(key);
              void undo();
            }}
          >
            {t("common.undo")}
          </button>
        </span>
      ),
    });
}
