import { useQueryClient } from "@tanstack/react-query";
import { Input, Modal, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { apiKeys } from "../../api/api-keys.ts";
import { useCatalog } from "../../api/catalog.ts";
import { errorsByField } from "../../api/problem.ts";
import { actions } from "../../api/types.ts";
import { holdsUnread } from "../../fields/date/holds-unread.ts";
import { KeptPicker } from "../../fields/date/kept-picker.tsx";
import { fromWallClock } from "../../fields/date/picker.ts";
import { FormField } from "../../form/form-field.tsx";
import { Secret } from "../secret.tsx";
import { scopeWords } from "./scope-words.ts";

/** Makes a key and shows its token, once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { objects } = useCatalog();
  const [name, setName] = useState("");
  const [isLimited, setLimited] = useState(false);
  const [scopes, setScopes] = useState<string[]>(["*.read"]);
  const [end, setEnd] = useState<Dayjs | null>(null);
  const [token, setToken] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const errors = errorsByField(problem);
  const form = useRef<HTMLDivElement>(null);
  const submit = async () => {
    if (holdsUnread(form.current)) return;
    setBusy(true);
    try {
      const made = await apiKeys.create({ name, ...(isLimited ? { scopes } : {}), expires_at: fromWallClock(end?.endOf("day") ?? null) });
      setToken(made.token);
      await queries.invalidateQueries({ queryKey: ["api-keys"] });
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  if (token)
    return (
      <Modal
        open
        title={t("settings.apiKeys.made")}
        onCancel={onClose}
        onOk={onClose}
        okText={t("settings.apiKeys.kept")}
        cancelButtonProps={{ style: { display: "none" } }}
        mask={{ closable: false }}
      >
        <div className="k-stack">
          <p>{t("settings.apiKeys.once")}</p>
          <Secret value={token} label={t("settings.apiKeys.token")} />
        </div>
      </Modal>
    );
  const choices = [...actions.map((a) => `*.${a}`), ...objects.flatMap((o) => actions.filter((a) => o.can[a]).map((a) => `${o.name}.${a}`))].map((value) => ({
    value,
    label: scopeWords(value, objects),
  }));
  return (
    <Modal
      open
      title={t("settings.apiKeys.new")}
      onCancel={onClose}
      onOk={() => void submit()}
      okText={t("settings.apiKeys.make")}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: !name.trim() || (isLimited && scopes.length === 0) }}
    >
      <div className="k-stack" ref={form}>
        {problem && Object.keys(errors).length === 0 ? <p className="k-field-error">{(problem as Error).message}</p> : null}
        <FormField label={t("settings.apiKeys.name")} isRequired help={t("settings.apiKeys.nameHelp")} error={errors.name}>
          {({ id, describedBy }) => (
            <Input id={id} aria-describedby={describedBy} value={name} onChange={(e) => setName(e.target.value)} maxLength={200} autoFocus />
          )}
        </FormField>
        <FormField label={t("settings.apiKeys.scopes")} error={errors.scopes}>
          {({ id }) => (
            <Radio.Group id={id} value={isLimited} onChange={(e) => setLimited(e.target.value)}>
              <Radio value={false}>{t("settings.apiKeys.allOfMine")}</Radio>
              <Radio value={true}>{t("settings.apiKeys.limited")}</Radio>
            </Radio.Group>
          )}
        </FormField>
        {isLimited ? (
          <Select aria-label={t("settings.apiKeys.scopes")} mode="multiple" value={scopes} onChange={setScopes} options={choices} optionFilterProp="label" />
        ) : null}
        <FormField label={t("settings.apiKeys.expires")} error={errors.expires_at}>
          {({ id }) => <KeptPicker id={id} value={end} onChange={setEnd} minDate={dayjs()} placeholder={t("settings.apiKeys.noEnd")} />}
        </FormField>
      </div>
    </Modal>
  );
}
