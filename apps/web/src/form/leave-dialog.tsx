import { Button, type ModalFuncProps } from "antd";
import i18next from "i18next";

interface Modals {
  confirm: (props: ModalFuncProps) => { destroy: () => void };
}

/** Asks before a form with unsaved input is left: stay, keep a draft, or discard. */
export function leaveDialog(modal: Modals, { discard, keep }: { discard: () => void; keep: () => void }): void {
  const asked = modal.confirm({
    title: i18next.t("form.leave.title"),
    content: i18next.t("form.leave.text"),
    cancelText: i18next.t("form.leave.stay"),
    okText: i18next.t("form.leave.discard"),
    okButtonProps: { danger: true },
    onOk: discard,
    footer: (_, { OkBtn, CancelBtn }) => (
      <>
        <CancelBtn />
        <Button
          onClick={() => {
            asked.destroy();
            keep();
          }}
        >
          {i18next.t("form.leave.keep")}
        </Button>
        <OkBtn />
      </>
    ),
  });
}
