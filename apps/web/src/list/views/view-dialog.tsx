import { Input, Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may, useMe } from "../../api/me.ts";
import { ApiProblem } from "../../api/problem.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { createView, updateView, type View, type ViewSharing } from "../../api/views.ts";
import { FormField } from "../../form/form-field.tsx";
import type { ListState } from "../use-list-state.ts";
import { useViewActions } from "./use-view-actions.ts";
import { viewParts } from "./view-parts.ts";

interface Props {
  object: ObjectInfo;
  state: ListState;
  /** The view to rename and share; without one, what the list shows is saved as a new one. */
  view?: View;
  columns: { field: string; width?: number | undefined }[] | null;
  onClose: () => void;
}

/** The name of a saved view, and who sees it. */
export default function ViewDialog({ object, state, view, columns, onClose }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const { tell } = useViewActions();
  const [name, setName] = useState(view?.name ?? "");
  const [sharing, setSharing] = useState<ViewSharing>(view?.sharing ?? "private");
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const mayShare = may(me, "view.share") || sharing !== "private";
  const save = async () => {
    if (name.trim() === "") return setError(t("list.views.nameMissing"));
    setBusy(true);
    setError(undefined);
    try {
      if (view) await updateView(view.id, { name: name.trim(), sharing });
      else {
        const made = await createView({ object: object.name, name: name.trim(), sharing, ...viewParts(state.query, columns) });
        state.open({ view: made.id });
      }
      tell("saved", name.trim());
      onClose();
    } catch (problem) {
      setError(problem instanceof ApiProblem ? (problem.errors[0]?.message ?? problem.message) : String(problem));
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      width={440}
      title={t(view ? "list.views.edit" : "list.views.add")}
      onCancel={onClose}
      onOk={() => void save()}
      okText={t("common.save")}
      cancelText={t("common.cancel")}
      confirmLoading={isBusy}
    >
      <div className="k-stack">
        <FormField label={t("list.views.name")} isRequired error={error}>
          {({ id, isInvalid }) => (
            <Input
              id={id}
              value={name}
              onChange={(e) => setName(e.target.value)}
              onPressEnter={() => void save()}
              maxLength={100}
              autoFocus
              placeholder={t("list.views.example")}
              {...(isInvalid ? { status: "error" as const } : {})}
            />
          )}
        </FormField>
        <FormField label={t("list.views.sharing")} help={mayShare ? t("list.views.sharingHelp") : t("list.views.mayNotShare")}>
          {({ id }) => (
            <Radio.Group id={id} value={sharing} onChange={(e) => setSharing(e.target.value)}>
              <Radio value="private">{t("list.views.private")}</Radio>
              <Radio value="department" disabled={!mayShare}>
                {t("list.views.department")}
              </Radio>
              <Radio value="everyone" disabled={!mayShare}>
                {t("list.views.everyone")}
              </Radio>
            </Radio.Group>
          )}
        </FormField>
      </div>
    </Modal>
  );
}
