import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../../api/catalog.ts";
import { allShortcuts } from "../shortcuts.ts";

/** How to ask, and the keys that hold on the page beneath. */
export function PaletteHelp({ onTry }: { onTry: (text: string) => void }) {
  const { t } = useTranslation();
  const { objects } = useCatalog();
  const object = objects.find((o) => o.navigable && o.can.read);
  const signs: [string, string][] = [
    [">", t("palette.help.commands")],
    ["#", t("palette.help.numbers")],
    ["@", t("palette.help.people")],
    ...(object ? ([[`${labelOf(object.label)}:`, t("palette.help.object", { object: labelOf(object.plural_label) })]] as [string, string][]) : []),
  ];
  return (
    <div className="k-palette-list k-palette-help">
      <h3 className="k-palette-group">{t("palette.help.narrow")}</h3>
      {signs.map(([sign, text]) => (
        <button key={sign} type="button" className="k-palette-option" onClick={() => onTry(`${sign} `)}>
          <kbd>{sign}</kbd>
          <span>{text}</span>
        </button>
      ))}
      <h3 className="k-palette-group">{t("palette.help.find")}</h3>
      <ul>
        {(["characters", "pinyin", "mixed", "mistakes", "phone", "number"] as const).map((way) => (
          <li key={way}>{t(`palette.help.ways.${way}`)}</li>
        ))}
      </ul>
      <h3 className="k-palette-group">{t("palette.help.keys")}</h3>
      <ul className="k-palette-keys">
        {allShortcuts().map((s) => (
          <li key={`${s.scope} ${s.keys}`}>
            <span>{t(s.labelKey)}</span>
            <kbd>{s.keys.replace("Mod", /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl").replaceAll("+", " ")}</kbd>
          </li>
        ))}
      </ul>
    </div>
  );
}
