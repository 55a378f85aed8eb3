import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Times } from "./entry.ts";
import { timesWords } from "./time-words.ts";

interface Props {
  times: Times;
  onSave: (name: string) => Promise<void>;
  onMore: (name: string) => void;
}

/** A name is enough: Enter makes the event. */
export function QuickCreate({ times, onSave, onMore }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    if (!name.trim()) return setProblem(t("calendar.nameNeeded"));
    setBusy(true);
    try {
      await onSave(name.trim());
    } catch (error) {
      setProblem((error as Error).message);
      setBusy(false);
    }
  };
  return (
    <form
      className="k-quick"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Input
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          setProblem("");
        }}
        placeholder={t("calendar.namePlaceholder")}
        aria-label={t("calendar.name")}
        maxLength={255}
        {...(problem ? { status: "error" as const, "aria-invalid": true } : {})}
      />
      <p className="k-quiet">{timesWords(times)}</p>
      {problem ? (
        <p className="k-field-error" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="k-quick-foot">
        <Button onClick={() => onMore(name)}>{t("calendar.moreOptions")}</Button>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
