import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import { useMe } from "../api/me.ts";
import { type AccessExplanation, type AccessReason, type ApiRecord, actions, type ObjectInfo } from "../api/types.ts";
import { RecordName } from "../fields/relation/record-name.tsx";
import { RecordSelect } from "../fields/relation/record-select.tsx";
import { FormField } from "../form/form-field.tsx";
import { formatDateTime } from "../format/date.ts";
import { Icon } from "../icons/icon.tsx";
import { BoneRows } from "../shell/page-skeleton.tsx";
import { accessQuery } from "./use-allowed.ts";

/** “Why can this person see this?” in plain words. */
export default function AccessDialog({ object, record, onClose }: { object: ObjectInfo; record: ApiRecord; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [userId, setUserId] = useState<string>(me.id);
  const access = useQuery({
    ...accessQuery(object, record.id, userId),
    staleTime: 0,
  });
  return (
    <Modal open title={t("record.access.title")} onCancel={onClose} footer={null} width={520}>
      <div className="k-stack">
        <FormField label={t("record.access.person")}>
          {({ id }) => <RecordSelect id={id} target="user" value={userId} onChange={(v) => setUserId((v as string | null) ?? me.id)} allowClear={false} />}
        </FormField>
        {access.error ? <p className="k-error">{access.error.message}</p> : null}
        {access.data ? <Explanation explanation={access.data} /> : access.error ? null : <BoneRows count={4} />}
      </div>
    </Modal>
  );
}

function Explanation({ explanation }: { explanation: AccessExplanation }) {
  const { t } = useTranslation();
  const none = actions.every((a) => !explanation.can[a]);
  if (none) return <p>{t("record.access.none")}</p>;
  return (
    <table className="k-plain-table">
      <thead>
        <tr>
          <th scope="col">{t("record.access.action")}</th>
          <th scope="col">{t("record.access.because")}</th>
        </tr>
      </thead>
      <tbody>
        {actions.map((action) => (
          <tr key={action}>
            <th scope="row" style={{ color: explanation.can[action] ? "var(--k-ink)" : undefined }}>
              <span className="k-person">
                <Icon name={explanation.can[action] ? "check" : "close"} size={14} />
                {t(`settings.roles.actions.${action}`)}
              </span>
            </th>
            <td>
              {explanation.can[action] ? (
                <ul className="k-because">
                  {explanation.because
                    .filter((b) => b.action === action)
                    .map((b) => (
                      <li key={b.rule}>
                        {labelOf(b.label)}
                        <Detail rule={b.rule} detail={b.detail} />
                        <Roles roles={b.roles} />
                      </li>
                    ))}
                </ul>
              ) : (
                <span className="k-muted">{t("record.access.notAllowed")}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The roles a reason comes from; whoever may open roles gets there by them. */
function Roles({ roles }: { roles: AccessReason["roles"] }) {
  const { t } = useTranslation();
  const isLinked = useMe().is_administrator;
  if (roles.length === 0) return null;
  return (
    <span className="k-because-roles">
      {t("record.access.roles")}
      {roles.map((role, i) => (
        <span key={role.id}>
          {i > 0 ? t("record.access.and") : null}
          {isLinked ? (
            <Link to="/settings/roles/$id" params={{ id: role.id }}>
              {labelOf(role.label)}
            </Link>
          ) : (
            labelOf(role.label)
          )}
          {t("record.access.scope", { scope: t(`settings.roles.scopes.${role.scope}`) })}
        </span>
      ))}
    </span>
  );
}

function Detail({ rule, detail }: { rule: string; detail: string | null | undefined }) {
  const { t } = useTranslation();
  if (!detail) return null;
  if (rule === "department")
    return (
      <span className="k-muted">
        <RecordName target="department" id={detail} />
      </span>
    );
  if (rule === "report")
    return (
      <span className="k-muted">
        <RecordName target="user" id={detail} />
      </span>
    );
  if (rule === "team") return <span className="k-muted">{t("record.team.untilDay", { day: formatDateTime(detail) })}</span>;
  return null;
}
