import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { records } from "../../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { formatMoney, formatNumber } from "../../../format/number.ts";
import { Icon } from "../../../icons/icon.tsx";
import { useUndo } from "../../../shell/use-undo.tsx";
import { centsText, lineAmount } from "./line-amount.ts";
import { refresh } from "./refresh.ts";
import { useLineCells } from "./use-line-cells.ts";

interface Props {
  object: ObjectInfo;
  line: ApiRecord;
  currency: string;
  canEdit: boolean;
  /** Tells what is typed and not stored yet, for the total. */
  onTyping: (values: Record<string, unknown>) => void;
}

const numbers = ["quantity", "unit_price", "discount"] as const;
const labels = { quantity: "quantity", unit_price: "price", discount: "discount" } as const;

/** One product on the deal: a value is stored when its cell is left. */
export function LineRow({ object, line, currency, canEdit, onTyping }: Props) {
  const { t } = useTranslation();
  const undo = useUndo();
  const { typed, focused, problem, setProblem, set, focus, leave, forget } = useLineCells({ object, line, onTyping });
  const remove = async () => {
    try {
      await records.remove(object.path, line.id);
      await refresh();
      undo(t("sales.lines.removed", { name: String(line.name ?? "") }), async () => {
        await records.restore(object.path, line.id);
        await refresh();
      });
    } catch (error) {
      setProblem({ field: "", text: (error as Error).message });
    }
  };
  const product = line.product as { id: string; name?: string; unit?: string | null; code?: string | null } | null | undefined;
  const cents = lineAmount({ quantity: line.quantity, unit_price: line.unit_price, discount: line.discount, ...typed });
  const input = (name: string, label: string, className = "k-line-input") => (
    <input
      className={className}
      data-cell={name}
      aria-label={`${label} ${String(line.name ?? "")}`}
      aria-invalid={problem?.field === name || undefined}
      inputMode={name === "name" ? undefined : "decimal"}
      value={typed[name] ?? (focused === name ? shownValue(line[name]) : groupedValue(name, line[name]))}
      onChange={(e) => set(name, e.target.value)}
      onFocus={(e) => {
        const input = e.target;
        focus(name);
        // select() takes the focus back when the next Tab was quicker
        setTimeout(() => document.activeElement === input && input.select(), 0);
      }}
      onBlur={() => leave(name)}
      onKeyDown={(e) => e.key === "Escape" && forget(name)}
    />
  );
  return (
    <tr className="k-line">
      <td className="k-line-name">
        {product?.id ? (
          <Link to="/o/$path/$id" params={{ path: "products", id: product.id }} className="k-ellipsis">
            <bdi>{String(line.name ?? "")}</bdi>
          </Link>
        ) : canEdit ? (
          input("name", t("sales.lines.product"), "k-line-input is-text")
        ) : (
          <bdi>{String(line.name ?? "")}</bdi>
        )}
        {product?.code ? <span className="k-muted">{product.code}</span> : null}
      </td>
      {numbers.map((name) => (
        <td key={name} className="k-line-number" data-label={t(`sales.lines.${labels[name]}`)}>
          {canEdit ? input(name, t(`sales.lines.${labels[name]}`)) : <span className="k-num">{groupedValue(name, line[name])}</span>}
          {name === "quantity" ? <span className="k-line-unit">{product?.unit ?? ""}</span> : null}
          {name === "discount" ? <span className="k-line-unit">%</span> : null}
        </td>
      ))}
      <td className="k-line-amount" data-label={t("sales.lines.amount")}>
        {cents === null ? "—" : formatMoney(centsText(cents), currency)}
      </td>
      <td className="k-line-end">
        {canEdit ? (
          <button
            type="button"
            className="k-small-button"
            aria-label={t("sales.lines.removeOne", { name: String(line.name ?? "") })}
            onClick={() => void remove()}
          >
            <Icon name="close" size={14} />
          </button>
        ) : null}
      </td>
      {problem ? (
        <td className="k-line-problem">
          <span role="alert">{problem.text}</span>
        </td>
      ) : null}
    </tr>
  );
}

function shownValue(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

/** Thousands apart where nobody types. */
function groupedValue(name: string, value: unknown): string {
  const text = shownValue(value);
  return name === "unit_price" && text !== "" ? text.replace(/^\d+/, (whole) => formatNumber(whole)) : text;
}
