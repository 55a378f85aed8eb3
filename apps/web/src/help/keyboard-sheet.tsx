import { Modal } from "antd";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { allShortcuts, type Shortcut, type ShortcutScope } from "../shell/shortcuts.ts";
import { showKeys, useHelp } from "./help-store.ts";
import { keyNames } from "./key-names.ts";
import "./help.css";

const scopes: readonly ShortcutScope[] = ["list", "board", "calendar", "record", "everywhere"];

/** All keys that work on the page one is on. */
export default function KeyboardSheet() {
  const { t } = useTranslation();
  const { isSheetOpen } = useHelp();
  return (
    <Modal open={isSheetOpen} onCancel={() => showKeys(false)} footer={null} title={t("help.sheet.title")} width={720} destroyOnHidden className="k-keys">
      <Sheet />
    </Modal>
  );
}

function Sheet() {
  const { t, i18n } = useTranslation();
  const groups = Map.groupBy(allShortcuts(), (one) => one.scope);
  const label = ({ labelKey }: Shortcut) => (i18n.exists(labelKey) ? t(labelKey) : labelKey);
  return (
    <div className="k-keys-groups">
      {scopes.map((scope) => {
        // the same act by several keys stands in one line
        const byLabel = Map.groupBy(groups.get(scope) ?? [], label);
        if (byLabel.size === 0) return null;
        return (
          <section key={scope} aria-label={t(`help.sheet.scopes.${scope}`)}>
            <h3>{t(`help.sheet.scopes.${scope}`)}</h3>
            <dl>
              {[...byLabel].map(([words, list]) => (
                <div key={words}>
                  <dt>{words}</dt>
                  <dd>
                    {list.map((one, i) => (
                      <Fragment key={one.keys}>
                        {i > 0 ? <span className="k-muted">/</span> : null}
                        <Keys keys={one.keys} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}

function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation();
  return keys.split(" ").map((chord, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice
    <Fragment key={i}>
      {i > 0 ? <span className="k-muted">{t("help.sheet.then")}</span> : null}
      <span className="k-keys-chord">
        {keyNames(chord).map((name) => (
          <kbd key={name}>{name}</kbd>
        ))}
      </span>
    </Fragment>
  ));
}
