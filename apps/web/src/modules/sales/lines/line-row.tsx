import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../../api/problem.ts";
import { records } from "../../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { formatMoney, formatNumber } from "../../../format/number.ts";
import { Icon } from "../../../icons/icon.tsx";
import { saveRecord } from "../../../outbox/save-record.ts";
import { useTellOutcome } from "../../../outbox/use-tell-outcome.ts";
import { queryClient } from "../../../query-client.ts";
import { useUndo } from "../../../shell/use-undo.tsx";
import { centsText, lineAmount } from "./line-amount.ts";

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
  const tell = useTellOutcome(object);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [focused, setFocused] = useState("");
  const [problem, setProblem] = useState<{ field: string; text: string } | null>(null);
  // what is stored by now replaces what was typed
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when
  useEffect(() => {
    setTyped({});
    onTyping({});
  }, [line.version]);
  const set = (name: string, value: string) => {
    const next = { ...typed, [name]: value };
    setTyped(next);
    onTyping(next);
  };
  const save = async (name: string) => {
    const text = typed[name];
    if (text === undefined || text.trim() === String(line[name] ?? "")) return;
    try {
      const outcome = await saveRecord(object, line, { [name]: text.trim() === "" ? null : text.trim() });
      setProblem(null);
      tell(outcome);
      if (outcome.state === "conflict") setProblem({ field: name, text: t("sales.lines.conflict", { value: String(outcome.current[name] ?? "") }) });
      await refresh();
    } catch (error) {
      setProblem({ field: name, text: error instanceof ApiProblem && error.errors[0] ? error.errors[0].message : (error as Error).message });
    }
  };
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
        setFocused(name);
        setTimeout(() => input.select(), 0);
      }}
      onBlur={() => {
        setFocused("");
        void save(name);
      }}
      onKeyDown={(e) => {
        if (e.key !== "Escape") return;
        const { [name]: _, ...rest } = typed;
        setTyped(rest);
        onTyping(rest);
        setProblem(null);
      }}
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

/** The lines, and the deal whose amount follows them. */
export async function refresh(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ["records", "opportunity_lines", "list"] }),
    queryClient.invalidateQueries({ queryKey: ["records", "opportunities"] }),
  ]);
}
