import { Modal } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { holdsUnread } from "../../fields/date/holds-unread.ts";
import { completeParts, type Group, nothing, toFilter } from "./filter-tree.ts";
import { GroupEditor } from "./group-editor.tsx";
import { Sentence } from "./sentence.tsx";

interface Props {
  object: ObjectInfo;
  tree: Group;
  onDone: (filter: Record<string, unknown> | undefined) => void;
  onCancel: () => void;
}

/** The whole filter at once: sentences in groups within groups, joined by and, or, not. */
export default function TreeDialog({ object, tree, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(tree);
  const body = useRef<HTMLDivElement>(null);
  const asked = completeParts(draft);
  return (
    <Modal
      open
      width={760}
      title={t("list.filter.title", { objects: labelOf(object.plural_label) })}
      onCancel={onCancel}
      onOk={() => holdsUnread(body.current) || onDone(toFilter(draft))}
      okText={t("list.filter.apply")}
      cancelText={t("common.cancel")}
      footer={(_, { OkBtn, CancelBtn }) => (
        <div className="k-row-gap">
          <button type="button" className="k-link-button" onClick={() => setDraft(nothing)} disabled={draft.items.length === 0}>
            {t("list.filter.clear")}
          </button>
          <span className="k-space" />
          <CancelBtn />
          <OkBtn />
        </div>
      )}
    >
      <div ref={body}>
        <GroupEditor object={object} group={draft} onChange={setDraft} depth={0} />
      </div>
      <p className="k-tree-sentence" aria-live="polite">
        {asked.items.length > 0 ? <Sentence object={object} item={asked} /> : t("list.filter.everything")}
      </p>
    </Modal>
  );
}
