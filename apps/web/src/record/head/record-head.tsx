import { Link } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, isWritable, labelOf, titleOf } from "../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { Cell as UserCell } from "../../fields/user/cell.tsx";
import { Icon } from "../../icons/icon.tsx";
import { lastList } from "../../list/last-list.ts";
import { DropMenu } from "../../shell/drop-menu.tsx";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { PresenceAvatars } from "../presence/presence-avatars.tsx";
import { RecordParts } from "../record-parts.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Neighbours } from "./neighbours.tsx";
import { Tags } from "./tags.tsx";
import { useRecordActions } from "./use-record-actions.tsx";

const TransferDialog = lazyReady(() => import("../transfer-dialog.tsx"));
const AccessDialog = lazyReady(() => import("../access-dialog.tsx"));

/** Where we are, what it is called, whose it is, who else looks, and what can be done with it. */
export function RecordHead({ object, record, onEdit }: { object: ObjectInfo; record: ApiRecord; onEdit: () => void }) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<"transfer" | "access" | null>(null);
  const items = useRecordActions(object, record, setDialog);
  const owner = fieldOf(object, "owner_id");
  const number = typeof record.number === "string" ? record.number : null;
  return (
    <header className="k-page-head k-record-head">
      <div className="k-record-title">
        <div className="k-crumb">
          <Link to="/o/$path" params={{ path: object.path }} search={lastList(object.path)}>
            {labelOf(object.plural_label)}
          </Link>
          {number ? (
            <>
              <span aria-hidden="true">/</span>
              <span>{number}</span>
              <CopyButton text={number} label={t("record.copyNumber")} />
            </>
          ) : null}
          <Neighbours object={object} id={record.id} />
        </div>
        <div className="k-record-line">
          <h1 dir="auto">
            <bdi>{titleOf(record, object)}</bdi>
          </h1>
          <div className="k-record-who">
            {owner && record.owner_id ? (
              <span className="k-record-owner" title={labelOf(owner.label)}>
                <span className="k-visually-hidden">{labelOf(owner.label)}</span>
                <UserCell field={owner} value={record.owner_id} record={record} />
              </span>
            ) : null}
            <Tags object={object} record={record} isEditable={object.can.update && isWritable(fieldOf(object, "tags") ?? owner ?? noField)} />
          </div>
        </div>
      </div>
      <div className="k-record-actions">
        <PresenceAvatars object={object} id={record.id} />
        <RecordParts object={object} record={record} place="head" />
        {object.can.update ? (
          <button type="button" className="k-button" onClick={onEdit}>
            <Icon name="edit" size={14} />
            {t("common.edit")}
          </button>
        ) : null}
        <DropMenu menu={{ items }}>
          <button type="button" className="k-icon-button" aria-label={t("common.more")} aria-haspopup="menu">
            <Icon name="more" />
          </button>
        </DropMenu>
      </div>
      <Suspense fallback={null}>
        {dialog === "transfer" ? <TransferDialog object={object} target={{ records: [record] }} count={1} onClose={() => setDialog(null)} /> : null}
        {dialog === "access" ? <AccessDialog object={object} record={record} onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </header>
  );
}

const noField = { name: "", type: "text", label: { zh: "", en: "" }, required: false, unique: false, system: false, custom: false, read_only: true };
