import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../../api/catalog.ts";
import { catalogChanges } from "../../api/catalog-changes.ts";
import { goneObjectNamed } from "../../api/gone-definitions.ts";
import { may } from "../../api/me.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { Icon } from "../../icons/icon.tsx";
import { ObjectGone } from "../../shell/object-gone.tsx";
import { SettingsGuard } from "../settings-guard.tsx";
import { FaceDrawer } from "./face-drawer.tsx";
import { FieldDrawer } from "./field-drawer.tsx";
import { UniquePart } from "./unique-part.tsx";

const route = getRouteApi("/shell/settings/objects/$name");

/** One object: its fields, added, changed and removed while everyone works. */
export function ObjectPage() {
  const { t } = useTranslation();
  const { name } = route.useParams();
  const object = useCatalog().byName.get(name);
  return (
    <SettingsGuard title={object ? labelOf(object.label) : t("settings.objects.title")} isOpen={(me) => may(me, "catalog.update")}>
      {object ? <Fields object={object} /> : <ObjectGone object={goneObjectNamed(name)} />}
    </SettingsGuard>
  );
}

function Fields({ object }: { object: ObjectInfo }) {
  const { t } = useTranslation();
  const [isFacing, setFacing] = useState(false);
  const [edited, setEdited] = useState<FieldInfo | "new" | null>(null);
  const remove = useRemoval(object);
  const { byName } = useCatalog();
  const own = object.fields.filter((f) => !f.companion_of && f.name !== "id");
  return (
    <>
      <div className="k-section-head">
        <Link to="/settings/objects" className="k-icon-button" aria-label={t("common.back")}>
          <Icon name="left" />
        </Link>
        <h2>{labelOf(object.label)}</h2>
        <code className="k-muted">{object.name}</code>
        <span className="k-space" />
        {object.navigable ? (
          <Link className="k-button" to="/o/$path" params={{ path: object.path }}>
            {t("settings.objects.open")}
          </Link>
        ) : null}
        <Button onClick={() => setFacing(true)}>{t("settings.objects.face")}</Button>
        {object.custom ? (
          <Button danger onClick={remove.object}>
            {t("settings.objects.remove")}
          </Button>
        ) : null}
        <button type="button" className="k-button is-primary" onClick={() => setEdited("new")}>
          {t("settings.fields.new")}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways */}
      <div className="k-panel k-table-scroll" tabIndex={0} role="region" aria-label={t("settings.fields.title")}>
        <table className="k-plain-table">
          <thead>
            <tr>
              <th scope="col">{t("settings.fields.label")}</th>
              <th scope="col">{t("settings.fields.name")}</th>
              <th scope="col">{t("settings.fields.type")}</th>
              <th scope="col">{t("settings.fields.rules")}</th>
              <th scope="col">{t("settings.fields.kind")}</th>
              <th scope="col">
                <span className="k-visually-hidden">{t("common.actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {own.map((f) => (
              <tr key={f.name}>
                <td className="k-strong">{labelOf(f.label)}</td>
                <td>
                  <code>{f.name}</code>
                </td>
                <td>
                  {t(`fields.types.${f.type}`)}
                  {f.target ? <span className="k-muted"> → {labelOf(byName.get(f.target)?.label) || f.target}</span> : null}
                </td>
                <td>
                  <span className="k-row-gap" style={{ gap: 4 }}>
                    {f.required ? <span className="k-tag is-amber">{t("settings.fields.required")}</span> : null}
                    {f.unique ? <span className="k-tag is-blue">{t("settings.fields.unique")}</span> : null}
                    {f.sensitivity && f.sensitivity !== "normal" ? (
                      <span className="k-tag is-violet">{t(`settings.fields.sensitivity.${f.sensitivity}`)}</span>
                    ) : null}
                  </span>
                </td>
                <td>
                  <span className={`k-tag${f.custom ? " is-jade" : ""}`}>
                    {t(f.custom ? "settings.objects.custom" : f.system ? "settings.fields.system" : "settings.objects.standard")}
                  </span>
                </td>
                <td style={{ whiteSpace: "nowrap", textAlign: "right" }}>
                  {f.system ? null : (
                    <button type="button" className="k-link-button" onClick={() => setEdited(f)} aria-label={`${t("common.edit")} ${labelOf(f.label)}`}>
                      {t("common.edit")}
                    </button>
                  )}{" "}
                  {f.custom && f.name !== object.title_field ? (
                    <button
                      type="button"
                      className="k-link-button is-danger"
                      onClick={() => remove.field(f)}
                      aria-label={`${t("settings.fields.remove")} ${labelOf(f.label)}`}
                    >
                      {t("settings.fields.remove")}
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <UniquePart object={object} />
      {isFacing ? <FaceDrawer object={object} onClose={() => setFacing(false)} /> : null}
      {edited ? <FieldDrawer object={object} {...(edited === "new" ? {} : { field: edited })} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

function useRemoval(object: ObjectInfo) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const navigate = useNavigate();
  const ask = (title: string, content: string, work: () => Promise<void>) =>
    modal.confirm({
      title,
      content,
      okText: t("settings.fields.remove"),
      okButtonProps: { danger: true },
      onOk: () =>
        work().catch((error: Error) => {
          void message.error(error.message);
        }),
    });
  return {
    object: () =>
      ask(t("settings.objects.removeTitle", { object: labelOf(object.label) }), t("settings.objects.removeText"), async () => {
        await navigate({ to: "/settings/objects" });
        await catalogChanges.removeObject(object.name);
      }),
    field: (field: FieldInfo) =>
      ask(t("settings.fields.removeTitle", { field: labelOf(field.label) }), t("settings.fields.removeText"), () =>
        catalogChanges.removeField(object.name, field.name),
      ),
  };
}
