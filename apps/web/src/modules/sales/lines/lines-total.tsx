import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { formatMoney } from "../../../format/number.ts";
import { saveRecord } from "../../../outbox/save-record.ts";
import { useTellOutcome } from "../../../outbox/use-tell-outcome.ts";
import { centsText, type LineValues, sumOf } from "./line-amount.ts";
import { refresh } from "./refresh.ts";

interface Props {
  object: ObjectInfo;
  deal: ApiRecord;
  lines: readonly (ApiRecord & Record<string, unknown>)[];
  /** All lines are at hand, so that their sum is that of the deal. */
  isWhole: boolean;
  canEdit: boolean;
}

/** The sum while typing, and whether it is the deal's amount. */
export function LinesTotal({ object, deal, lines, isWhole, canEdit }: Props) {
  const { t } = useTranslation();
  const tell = useTellOutcome(object);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const currency = String(deal.amount_currency ?? "CNY");
  const total = centsText(sumOf(lines as unknown as LineValues[]));
  const isByHand = deal.amount_from_lines !== true && "amount_from_lines" in deal;
  const follow = async () => {
    setBusy(true);
    try {
      tell(await saveRecord(object, deal, { amount_from_lines: true }));
      await refresh();
    } catch (problem) {
      setError((problem as Error).message);
    }
    setBusy(false);
  };
  return (
    <div className="k-lines-total">
      <span className="k-muted">
        {isByHand && deal.amount !== null && deal.amount !== undefined ? (
          <>
            {t("sales.lines.byHand", { amount: formatMoney(String(deal.amount), currency) })}
            {canEdit && isWhole ? (
              <button type="button" className="k-link-button" disabled={isBusy} onClick={() => void follow()}>
                {t("sales.lines.follow")}
              </button>
            ) : null}
          </>
        ) : (
          t("sales.lines.isAmount")
        )}
        {error ? <span className="k-error">{error}</span> : null}
      </span>
      <span>{t("sales.lines.total")}</span>
      <strong className="k-num">{isWhole ? formatMoney(total, currency) : formatMoney(String(deal.amount ?? 0), currency)}</strong>
    </div>
  );
}
