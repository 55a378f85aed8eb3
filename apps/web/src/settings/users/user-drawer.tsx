import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isWritable } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import { people } from "../../api/people.ts";
import { ApiProblem, errorsByField } from "../../api/problem.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { changedValues, defaultValues } from "../../form/defaults.ts";
import { RecordForm } from "../../form/record-form.tsx";
import { TimeZoneInput } from "../../form/time-zone-select.tsx";
import { Icon } from "../../icons/icon.tsx";
import { useIsNarrow } from "../../preferences/use-media.ts";
import "../../form/form.css";

const inputs = { time_zone: TimeZoneInput };

interface Props {
  object: ObjectInfo;
  user?: ApiRecord;
  onClose: () => void;
  onMade: (secret: { name: string; email: string; password: string }) => void;
}

/** A colleague's account; a new one gets a one-time password. */
export function UserDrawer({ object, user, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const isNarrow = useIsNarrow();
  const me = useMe();
  const [before] = useState<Record<string, unknown>>(() => {
    if (user) return user;
    const { owner_id: _, ...defaults } = defaultValues(object, me);
    return defaults;
  });
  const [values, setValues] = useState(before);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const errors = errorsByField(problem);
  const fields = object.fields
    .filter((f) => isWritable(f) && !f.companion_of && !["number", "owner_id", "tags", "avatar"].includes(f.name))
    .map((f) => ({ ...f, group: f.group ?? "account", system: false }));
  const submit = async () => {
    setBusy(true);
    try {
      if (user) await records.update("users", user.id, changedValues(before, values), user.version as number | undefined);
      else {
        const made = await records.create("users", changedValues({}, values));
        const { password } = await people.resetPassword(made.id);
        onMade({ name: String(made.name), email: String(made.email), password });
      }
      await queries.invalidateQueries({ queryKey: ["records", "users"] });
      if (user) void message.success(t("form.saved", { title: values.name }));
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const isPlaced = fields.some((f) => errors[f.name]);
  return (
    <Drawer
      open
      onClose={onClose}
      size={isNarrow ? "100%" : 560}
      title={user ? String(user.name) : t("settings.users.new")}
      footer={
        <div className="k-drawer-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="primary" htmlType="submit" form="user-form" loading={isBusy}>
            {t("common.save")}
          </Button>
        </div>
      }
    >
      <form
        id="user-form"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void submit();
        }}
      >
        {problem ? (
          <div className="k-form-alert" role="alert">
            <Icon name="warning" />
            {problem instanceof ApiProblem && isPlaced ? t("form.checkMarked") : (problem as Error).message}
          </div>
        ) : null}
        {user ? null : (
          <p className="k-muted" style={{ marginBottom: 12 }}>
            {t("settings.users.newText")}
          </p>
        )}
        <RecordForm
          isFocused={!user}
          fields={fields}
          values={values}
          setValue={(name, value) => setValues((now) => ({ ...now, [name]: value }))}
          errors={errors}
          record={user}
          inputs={inputs}
        />
      </form>
    </Drawer>
  );
}
