import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useRecordName } from "../../api/record-names.ts";
import { records } from "../../api/records.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { KeptDrafts } from "../../outbox/kept-drafts.tsx";
import { EmptyState } from "../../shell/empty-state.tsx";
import { recordDrafts } from "../drafts.ts";
import type { Gone } from "./use-gone.ts";

/** The record is no longer there for this reader. What they typed on its page is still theirs. */
export function GoneNotice({ object, id, gone, onBack }: { object: ObjectInfo; id: string; gone: Gone; onBack: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const name = useRecordName("user", gone.by);
  const isDeleted = gone.kind === "deleted";
  const restore = async () => {
    try {
      await records.restore(object.path, id);
      await queries.invalidateQueries({ queryKey: ["records", object.path] });
      onBack();
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return (
    <EmptyState
      level={1}
      icon={isDeleted ? "trash" : "lock"}
      title={isDeleted ? t("record.gone.deleted", { name: name ?? t("record.someone") }) : t("record.gone.hidden")}
      text={t(isDeleted ? "record.gone.deletedText" : "record.gone.hiddenText")}
    >
      {isDeleted && object.can.delete ? (
        <button type="button" className="k-button is-primary" onClick={() => void restore()}>
          {t("record.gone.restore")}
        </button>
      ) : null}
      <Link to="/o/$path" params={{ path: object.path }} className="k-button">
        {t("record.gone.toList")}
      </Link>
      <KeptDrafts object={object} under={recordDrafts(id)} />
    </EmptyState>
  );
}
