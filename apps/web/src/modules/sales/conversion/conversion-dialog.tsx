import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../../api/problem.ts";
import { sales } from "../../../api/sales.ts";
import type { ApiRecord } from "../../../api/types.ts";
import { Icon } from "../../../icons/icon.tsx";
import { useUndo } from "../../../shell/use-undo.tsx";
import { type Choice, firstChoice } from "./choices.ts";
import { CustomerChoice } from "./customer-choice.tsx";
import { DealFields } from "./deal-fields.tsx";
import "../../../form/form.css";
import "./conversion.css";

/** What was found and what will be made, in one step: customer, contact and deal. */
export default function ConversionDialog({ lead, onClose }: { lead: ApiRecord; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const undo = useUndo();
  const preview = useQuery({
    queryKey: ["records", "leads", "one", lead.id, "conversion"],
    queryFn: () => sales.previewConversion(lead.id),
    staleTime: 0,
    gcTime: 0,
  });
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [makesDeal, setMakesDeal] = useState(true);
  const [deal, setDeal] = useState<Record<string, unknown>>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const found = preview.data;
  const choice = chosen ?? (found ? firstChoice(found) : null);
  const hasDeal = makesDeal && found?.may_create_opportunity === true;
  const submit = async () => {
    if (!found || !choice) return;
    if (choice.kind === "other" && !choice.customerId) return setProblem(new Error(t("sales.conversion.chooseOther")));
    setBusy(true);
    try {
      const values = Object.fromEntries(Object.entries({ name: found.opportunity_name, ...deal }).filter(([, v]) => v !== null && v !== undefined && v !== ""));
      const made = await sales.convert(lead.id, {
        ...(choice.kind === "new" ? (found.matches.length ? { create_customer: true } : {}) : { customer_id: choice.customerId as string }),
        create_opportunity: hasDeal,
        ...(hasDeal ? { opportunity: values } : {}),
      });
      await queries.invalidateQueries({ queryKey: ["records"] });
      undo(t(made.customer_match === "created" ? "sales.conversion.created" : "sales.conversion.matched"), async () => {
        try {
          await sales.undoConversion(lead.id);
          await queries.invalidateQueries({ queryKey: ["records"] });
          await navigate({ to: "/o/$path/$id", params: { path: "leads", id: lead.id } });
        } catch (error) {
          Modal.error({ title: t("sales.conversion.notUndone"), content: (error as Error).message });
        }
      });
      onClose();
      const target = made.opportunity ? { path: "opportunities", id: made.opportunity_id } : { path: "customers", id: made.customer_id };
      await navigate({ to: "/o/$path/$id", params: { path: target.path, id: target.id as string } });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t("sales.conversion.title", { name: String(lead.name ?? "") })}
      onCancel={onClose}
      onOk={() => void submit()}
      okText={t("sales.conversion.convert")}
      okButtonProps={{ disabled: !choice }}
      confirmLoading={isBusy}
      width={560}
      destroyOnHidden
    >
      <form
        className="k-conversion"
        onSubmit={(e) => {
          e.preventDefault();
          void submit();
        }}
      >
        {(problem ?? preview.error) ? (
          <div className="k-form-alert" role="alert">
            <Icon name="warning" />
            <div>
              {textsOf(problem ?? preview.error).map((text) => (
                <div key={text}>{text}</div>
              ))}
            </div>
          </div>
        ) : null}
        {found ? (
          <>
            <CustomerChoice preview={found} choice={choice} onChange={setChosen} />
            {found.may_create_opportunity ? (
              <DealFields
                isOn={makesDeal}
                onToggle={setMakesDeal}
                values={{ name: found.opportunity_name, ...deal }}
                setValue={(name, value) => setDeal((now) => ({ ...now, [name]: value }))}
                problem={problem}
              />
            ) : null}
          </>
        ) : preview.error ? null : (
          <div className="k-stack" aria-hidden="true">
            {["90%", "70%", "80%", "50%"].map((width) => (
              <div key={width} className="k-bone" style={{ width, height: 18 }} />
            ))}
          </div>
        )}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}

/** Problems of the deal's fields stand beside them. */
function textsOf(problem: unknown): string[] {
  if (!(problem instanceof ApiProblem) || problem.errors.length === 0) return [(problem as Error).message];
  const others = problem.errors.filter((e) => !e.path.startsWith("opportunity."));
  return (others.length ? others : problem.errors).map((e) => e.message);
}
