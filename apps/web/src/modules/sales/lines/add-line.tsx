import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../../api/problem.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { RecordSelect } from "../../../fields/relation/record-select.tsx";
import { Icon } from "../../../icons/icon.tsx";
import { createRecord } from "../../../outbox/save-record.ts";
import { useTellOutcome } from "../../../outbox/use-tell-outcome.ts";
import { holdKeys } from "../../../shell/command-palette/hold-keys.ts";
import { refresh } from "./refresh.ts";

/** Keys are kept for the quantity at most this long. */
const patience = 3000;

interface Props {
  object: ObjectInfo;
  deal: ApiRecord;
  isFirst: boolean;
  onAdded: () => void;
}

/** Adds a product by typing its name, code or pinyin; something that is no product by its name. */
export function AddLine({ object, deal, isFirst, onAdded }: Props) {
  const { t } = useTranslation();
  const tell = useTellOutcome(object);
  const [isOther, setOther] = useState(false);
  const [name, setName] = useState("");
  const [error, setError] = useState("");
  const [turn, setTurn] = useState(0);
  const isBusy = useRef(false);
  const add = async (values: Record<string, unknown>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    // the quantity is what is typed next, also before it is there
    holdKeys(patience, () => !isBusy.current, true);
    try {
      const outcome = await createRecord(object, { opportunity_id: deal.id, ...values });
      setError("");
      tell(outcome);
      onAdded();
      await refresh();
      await new Promise((drawn) => setTimeout(drawn, 60));
      const cells = document.querySelectorAll<HTMLInputElement>('.k-lines [data-cell="quantity"]');
      cells[cells.length - 1]?.focus();
      // what had the focus goes once another has it
      setName("");
      setOther(false);
      setTurn((n) => n + 1);
    } catch (problem) {
      setError(problem instanceof ApiProblem && problem.errors[0] ? problem.errors[0].message : (problem as Error).message);
    }
    isBusy.current = false;
  };
  return (
    <div className="k-lines-add">
      {isOther ? (
        <form
          className="k-lines-other"
          onSubmit={(e) => {
            e.preventDefault();
            if (name.trim()) void add({ name: name.trim() });
          }}
        >
          <input
            className="k-line-input is-text is-framed"
            // biome-ignore lint/a11y/noAutofocus: asked for by the button just pressed
            autoFocus
            value={name}
            maxLength={255}
            aria-label={t("sales.lines.otherName")}
            placeholder={t("sales.lines.otherName")}
            onChange={(e) => setName(e.target.value)}
            onKeyDown={(e) => {
              if (e.key === "Escape") setOther(false);
            }}
          />
          <button type="submit" className="k-button" disabled={name.trim() === ""}>
            {t("sales.lines.addOther")}
          </button>
        </form>
      ) : (
        <>
          <RecordSelect
            key={turn}
            target="product"
            value={null}
            filter={{ status: "on_sale" }}
            placeholder={t(isFirst ? "sales.lines.addFirst" : "sales.lines.add")}
            aria-label={t("sales.lines.add")}
            onChange={(id) => {
              if (typeof id === "string") void add({ product_id: id });
            }}
          />
          <button type="button" className="k-button is-bare" onClick={() => setOther(true)}>
            <Icon name="plus" size={14} />
            {t("sales.lines.other")}
          </button>
        </>
      )}
      {error ? (
        <span className="k-line-problem" role="alert">
          {error}
        </span>
      ) : null}
    </div>
  );
}
