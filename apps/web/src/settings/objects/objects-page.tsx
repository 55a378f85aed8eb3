import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../../api/catalog.ts";
import { may } from "../../api/me.ts";
import { Icon, iconNameOf } from "../../icons/icon.tsx";
import { SettingsGuard } from "../settings-guard.tsx";
import { ObjectDrawer } from "./object-drawer.tsx";

/** Every object with its fields; new ones are made here. */
export function ObjectsPage() {
  const { t } = useTranslation();
  return (
    <SettingsGuard title={t("settings.objects.title")} isOpen={(me) => may(me, "catalog.update")}>
      <Objects />
    </SettingsGuard>
  );
}

function Objects() {
  const { t } = useTranslation();
  const { objects } = useCatalog();
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <div className="k-section-head">
        <p>{t("settings.objects.text")}</p>
        <span className="k-space" />
        <button type="button" className="k-button is-primary" onClick={() => setMaking(true)}>
          {t("settings.objects.new")}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways */}
      <div className="k-panel k-table-scroll" tabIndex={0} role="region" aria-label={t("settings.objects.title")}>
        <table className="k-plain-table">
          <thead>
            <tr>
              <th scope="col">{t("settings.objects.label")}</th>
              <th scope="col">{t("settings.objects.name")}</th>
              <th scope="col">{t("settings.objects.path")}</th>
              <th scope="col">{t("settings.objects.kind")}</th>
              <th scope="col" className="k-num">
                {t("settings.objects.fieldCount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {objects.map((o) => (
              <tr key={o.name}>
                <td>
                  <Link to="/settings/objects/$name" params={{ name: o.name }} className="k-person">
                    <Icon name={iconNameOf(o.icon)} />
                    {labelOf(o.label)}
                  </Link>
                </td>
                <td>
                  <code>{o.name}</code>
                </td>
                <td>
                  <code>/api/v1/{o.path}</code>
                </td>
                <td>
                  <span className={`k-tag${o.custom ? " is-jade" : ""}`}>{t(o.custom ? "settings.objects.custom" : "settings.objects.standard")}</span>
                </td>
                <td className="k-num">{o.fields.filter((f) => !f.system && !f.companion_of).length}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isMaking ? <ObjectDrawer onClose={() => setMaking(false)} /> : null}
    </>
  );
}
