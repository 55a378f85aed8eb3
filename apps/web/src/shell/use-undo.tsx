import { App } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { offerUndo } from "./last-undo.ts";

const shownFor = 8_000;
const openFor = 60_000;

/**
 * Says what was done and offers the way back for eight seconds; Ctrl/⌘ Z finds it for a minute, as long as the person stays on
 * the page. @returns takes it back now, and the offer with it
 */
export function useUndo(): (text: string, undo: () => Promise<unknown> | unknown) => () => Promise<void> {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const key = useId();
  return (text, undo) => {
    /** The page on which the message went. */
    let page: string | undefined;
    const take = async () => {
      if (page === undefined) message.destroy(key);
      else void message.info(t("shell.undone", { what: text }));
      withdraw();
      await undo();
    };
    const withdraw = offerUndo(
      () => void take(),
      () => page === undefined || page === location.pathname,
    );
    setTimeout(() => {
      page = location.pathname;
    }, shownFor);
    setTimeout(withdraw, openFor);
    void message.open({
      key,
      type: "success",
      duration: shownFor / 1000,
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
