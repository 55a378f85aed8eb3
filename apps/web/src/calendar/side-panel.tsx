import { useTranslation } from "react-i18next";
import { useCatalog } from "../api/catalog.ts";
import { RecordSelect } from "../fields/relation/record-select.tsx";
import { DropMenu } from "../shell/drop-menu.tsx";
import { type Color, colors, type Kind, kinds } from "./use-calendar.ts";

interface Props {
  shown: readonly Kind[];
  setShown: (shown: Kind[]) => void;
  colorOf: (kind: string) => Color;
  setColor: (kind: Kind, color: Color) => void;
  users: readonly string[];
  setUsers: (users: string[]) => void;
}

/** Which kinds and whose entries a calendar shows, and in which colours. */
export function SidePanel({ shown, setShown, colorOf, setColor, users, setUsers }: Props) {
  const { t } = useTranslation();
  const { byPath } = useCatalog();
  return (
    <>
      <section aria-label={t("calendar.shows")} className="k-calendar-kinds">
        <h2>{t("calendar.shows")}</h2>
        {kinds
          .filter((k) => byPath.get(k.path)?.can.read)
          .map(({ kind }) => {
            const isShown = shown.includes(kind);
            return (
              <div key={kind} className="k-calendar-kind">
                <label>
                  <input type="checkbox" checked={isShown} onChange={() => setShown(isShown ? shown.filter((k) => k !== kind) : [...shown, kind])} />
                  <span>{t(`calendar.kinds.${kind}`, { count: 2 })}</span>
                </label>
                <DropMenu
                  menu={{
                    selectable: true,
                    selectedKeys: [colorOf(kind)],
                    items: colors.map((color) => ({ key: color, label: t(`calendar.colors.${color}`), icon: <i className={`k-kind-dot is-${color}`} /> })),
                    onClick: ({ key }) => setColor(kind, key as Color),
                  }}
                >
                  <button
                    type="button"
                    className="k-icon-button"
                    aria-label={t("calendar.colorOf", { kind: t(`calendar.kinds.${kind}`, { count: 2 }) })}
                    aria-haspopup="menu"
                  >
                    <i className={`k-kind-dot is-${colorOf(kind)}`} />
                  </button>
                </DropMenu>
              </div>
            );
          })}
      </section>
      <section aria-label={t("calendar.people")} className="k-calendar-kinds">
        <h2>{t("calendar.people")}</h2>
        <RecordSelect
          target="user"
          isMultiple
          value={[...users]}
          onChange={(value) => setUsers(Array.isArray(value) ? value.slice(0, 12) : [])}
          aria-label={t("calendar.people")}
          placeholder={t("calendar.peopleHint")}
        />
      </section>
    </>
  );
}
