import { Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { ConversionPreview } from "../../../api/sales.ts";
import { RecordSelect } from "../../../fields/relation/record-select.tsx";
import type { Choice } from "./choices.ts";

interface Props {
  preview: ConversionPreview;
  choice: Choice | null;
  onChange: (choice: Choice) => void;
}

/** Customers that are already there, surest first, and a new one beside them where that is allowed. */
export function CustomerChoice({ preview, choice, onChange }: Props) {
  const { t } = useTranslation();
  const { matches } = preview;
  const value = choice?.kind === "found" ? choice.customerId : (choice?.kind ?? null);
  return (
    <fieldset className="k-conversion-part">
      <legend>{t("sales.conversion.customerPart")}</legend>
      {matches.length ? <p className="k-muted">{t("sales.conversion.foundSome", { count: matches.length })}</p> : null}
      {preview.outcome === "refused" ? <p className="k-conversion-note">{t("sales.conversion.refused")}</p> : null}
      <Radio.Group
        value={value}
        className="k-conversion-choices"
        aria-label={t("sales.conversion.customerPart")}
        onChange={(e) => {
          const next = String(e.target.value);
          onChange(next === "new" ? { kind: "new" } : next === "other" ? { kind: "other", customerId: null } : { kind: "found", customerId: next });
        }}
      >
        {matches.map((m, i) => (
          <Radio key={m.customer_id ?? i} value={m.customer_id ?? `hidden-${i}`} disabled={!m.can_read}>
            <span className="k-conversion-customer">
              <span className="k-strong k-ellipsis">{m.title ?? t("sales.conversion.hidden")}</span>
              <span className="k-tag is-amber">{t(`sales.matchedBy.${m.matched_by}`)}</span>
              <span className="k-muted">{[m.number, m.owner_name ? t("sales.ownedBy", { name: m.owner_name }) : ""].filter(Boolean).join(" · ")}</span>
            </span>
            {m.can_read ? (
              <span className="k-muted k-conversion-contact">
                {m.contact ? t("sales.conversion.contactKnown", { name: m.contact.name }) : t("sales.conversion.contactNew", { name: preview.person })}
              </span>
            ) : null}
          </Radio>
        ))}
        {preview.may_create ? (
          <Radio value="new">
            <span className="k-conversion-customer">
              <span>{t("sales.conversion.newCustomer")}</span>
              <span className="k-strong k-ellipsis">{preview.company}</span>
            </span>
            <span className="k-muted k-conversion-contact">{t("sales.conversion.contactNew", { name: preview.person })}</span>
          </Radio>
        ) : null}
        <Radio value="other">{t("sales.conversion.otherCustomer")}</Radio>
      </Radio.Group>
      {choice?.kind === "other" ? (
        <div className="k-conversion-other">
          <RecordSelect
            target="customer"
            value={choice.customerId}
            autoFocus
            aria-label={t("sales.conversion.otherCustomer")}
            onChange={(id) => onChange({ kind: "other", customerId: typeof id === "string" ? id : null })}
          />
        </div>
      ) : null}
    </fieldset>
  );
}
