import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiKeyInfo, apiKeys } from "../../api/api-keys.ts";
import { useCatalog } from "../../api/catalog.ts";
import { dayOf, formatDate, formatRelative } from "../../format/date.ts";
import { EmptyState } from "../../shell/empty-state.tsx";
import { BoneRows } from "../../shell/page-skeleton.tsx";
import { SettingsGuard } from "../settings-guard.tsx";
import { NewKeyDialog } from "./new-key-dialog.tsx";
import { scopeWords } from "./scope-words.ts";

export function ApiKeysPage() {
  const { t } = useTranslation();
  return (
    <SettingsGuard title={t("settings.apiKeys.title")} isOpen={() => true}>
      <ApiKeys />
    </SettingsGuard>
  );
}

/** Keys by which other programs act for this person. */
function ApiKeys() {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ["api-keys"], queryFn: apiKeys.list });
  const { objects } = useCatalog();
  const [isMaking, setMaking] = useState(false);
  const end = (key: ApiKeyInfo) =>
    modal.confirm({
      title: t("settings.apiKeys.endTitle", { name: key.name }),
      content: t("settings.apiKeys.endText"),
      okText: t("settings.apiKeys.end"),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await apiKeys.end(key.id);
          await queries.invalidateQueries({ queryKey: ["api-keys"] });
        } catch (error) {
          void message.error((error as Error).message);
        }
      },
    });
  return (
    <>
      <div className="k-section-head">
        <p>
          {t("settings.apiKeys.text")}{" "}
          <a href="/docs" target="_blank" rel="noreferrer">
            {t("settings.apiKeys.docs")}
          </a>
        </p>
        <span className="k-space" />
        <button type="button" className="k-button is-primary" onClick={() => setMaking(true)}>
          {t("settings.apiKeys.new")}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways */}
      <div className="k-panel k-table-scroll" tabIndex={0} role="region" aria-label={t("settings.apiKeys.title")}>
        {data === undefined ? (
          <BoneRows count={3} />
        ) : data.length === 0 ? (
          <EmptyState icon="key" title={t("settings.apiKeys.none")} text={t("settings.apiKeys.noneText")} />
        ) : null}
        {data && data.length > 0 ? (
          <table className="k-plain-table">
            <thead>
              <tr>
                <th scope="col">{t("settings.apiKeys.name")}</th>
                <th scope="col">{t("settings.apiKeys.prefix")}</th>
                <th scope="col">{t("settings.apiKeys.scopes")}</th>
                <th scope="col">{t("settings.apiKeys.lastUsed")}</th>
                <th scope="col">{t("settings.apiKeys.expires")}</th>
                <th scope="col">
                  <span className="k-visually-hidden">{t("common.actions")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((key) => (
                <tr key={key.id}>
                  <td className="k-strong">{key.name}</td>
                  <td>
                    <code>{key.prefix}…</code>
                  </td>
                  <td>
                    {key.scopes.includes("*")
                      ? t("settings.apiKeys.everything")
                      : key.scopes.map((scope) => scopeWords(scope, objects)).join(t("settings.audit.comma"))}
                  </td>
                  <td className="k-muted">{key.last_used_at ? formatRelative(key.last_used_at) : t("settings.apiKeys.never")}</td>
                  <td className="k-muted">
                    {key.expires_at ? formatDate(dayOf(new Date(key.expires_at))) : t("settings.apiKeys.noEnd")}{" "}
                    {key.expires_at && Date.parse(key.expires_at) < Date.now() ? <span className="k-tag is-red">{t("settings.apiKeys.expired")}</span> : null}
                  </td>
                  <td>
                    <button type="button" className="k-link-button is-danger" onClick={() => end(key)} aria-label={`${t("settings.apiKeys.end")} ${key.name}`}>
                      {t("settings.apiKeys.end")}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </div>
      {isMaking ? <NewKeyDialog onClose={() => setMaking(false)} /> : null}
    </>
  );
}
