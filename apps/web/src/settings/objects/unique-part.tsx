import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import { catalogChanges } from "../../api/catalog-changes.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { UniqueDrawer } from "./unique-drawer.tsx";

/** Fields of the object that are unique together: added and removed while everyone works. */
export function UniquePart({ object }: { object: ObjectInfo }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const [isAdding, setAdding] = useState(false);
  const words = (names: readonly string[]) => names.map((name) => labelOf(fieldOf(object, name)?.label) || name).join(" + ");
  const remove = (names: readonly string[]) =>
    modal.confirm({
      title: t("settings.unique.removeTitle", { fields: words(names) }),
      content: t("settings.unique.removeText"),
      okText: t("settings.fields.remove"),
      okButtonProps: { danger: true },
      onOk: () =>
        catalogChanges.removeUnique(object.name, names).catch((error: Error) => {
          void message.error(error.message);
        }),
    });
  const isAdded = (names: readonly string[]) => object.added_unique_together.some((added) => added.join() === names.join());
  return (
    <section className="k-unique" aria-labelledby="unique-together">
      <div className="k-section-head">
        <h3 id="unique-together">{t("settings.unique.title")}</h3>
        <span className="k-space" />
        <button type="button" className="k-button" onClick={() => setAdding(true)}>
          {t("settings.unique.add")}
        </button>
      </div>
      <p className="k-unique-text">{t("settings.unique.text")}</p>
      <ul className="k-panel k-unique-list">
        {object.unique_together.map((names) => (
          <li key={names.join()}>
            <span className="k-strong">{words(names)}</span>
            <span className="k-space" />
            {isAdded(names) ? (
              <button
                type="button"
                className="k-link-button is-danger"
                onClick={() => remove(names)}
                aria-label={`${t("settings.fields.remove")} ${words(names)}`}
              >
                {t("settings.fields.remove")}
              </button>
            ) : (
              <span className="k-tag">{t("settings.objects.standard")}</span>
            )}
          </li>
        ))}
        {object.unique_together.length === 0 ? <li className="k-muted">{t("settings.unique.none")}</li> : null}
      </ul>
      {isAdding ? <UniqueDrawer object={object} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}
