import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { optionColors } from "../../fields/select/option-tag.tsx";
import { Icon } from "../../icons/icon.tsx";
import type { OptionDraft } from "./field-draft.ts";

/** Options of a select: words in both languages, a colour; stored ones are retired rather than lost. */
export function OptionsEditor({ options, onChange }: { options: OptionDraft[]; onChange: (options: OptionDraft[]) => void }) {
  const { t } = useTranslation();
  const set = (index: number, patch: Partial<OptionDraft>) => onChange(options.map((o, i) => (i === index ? { ...o, ...patch } : o)));
  const drop = (index: number) =>
    options[index]?.isStored ? set(index, { retired: !options[index].retired }) : onChange(options.filter((_, i) => i !== index));
  return (
    <div className="k-options">
      {options.map((o, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their places while being typed
        <div key={index} className="k-options-row" style={o.retired ? { opacity: 0.55 } : undefined}>
          <Input
            aria-label={t("settings.fields.optionZh")}
            placeholder={t("settings.fields.optionZh")}
            value={o.zh}
            onChange={(e) => set(index, { zh: e.target.value })}
            maxLength={100}
          />
          <Input
            aria-label={t("settings.fields.optionEn")}
            placeholder={t("settings.fields.optionEn")}
            value={o.en}
            onChange={(e) => set(index, { en: e.target.value })}
            maxLength={100}
          />
          <Input
            aria-label={t("settings.fields.optionValue")}
            placeholder={o.zh || t("settings.fields.optionValue")}
            value={o.value}
            disabled={o.isStored}
            onChange={(e) => set(index, { value: e.target.value })}
            maxLength={200}
          />
          <Select
            aria-label={t("settings.fields.optionColor")}
            value={o.color}
            onChange={(color) => set(index, { color })}
            options={["", ...optionColors].map((c) => ({
              value: c,
              label: <span className={c ? `k-tag is-${c}` : "k-muted"}>{t(`settings.fields.colors.${c || "none"}`)}</span>,
            }))}
          />
          <button
            type="button"
            className="k-icon-button"
            style={{ width: 28, height: 28 }}
            aria-label={t(o.isStored ? (o.retired ? "settings.fields.unretire" : "settings.fields.retire") : "common.remove")}
            title={t(o.isStored ? (o.retired ? "settings.fields.unretire" : "settings.fields.retire") : "common.remove")}
            onClick={() => drop(index)}
          >
            <Icon name={o.retired ? "restore" : "close"} size={14} />
          </button>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="k-link-button"
          onClick={() => onChange([...options, { value: "", zh: "", en: "", color: "", retired: false, isStored: false }])}
        >
          <Icon name="plus" size={14} />
          {t("settings.fields.addOption")}
        </button>
      </div>
    </div>
  );
}
