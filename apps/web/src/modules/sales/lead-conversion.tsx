import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { records } from "../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";

/** Turns a lead into a customer, a contact and an opportunity; afterwards it leads to the customer. */
export default function LeadConversion({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  if (!object.can.update) return null;
  if (record.status === "qualified") {
    const customerId = record.customer_id as string | null | undefined;
    return customerId ? (
      <Link className="k-button" to="/o/$path/$id" params={{ path: "customers", id: customerId }}>
        {t("record.conversion.customer")}
      </Link>
    ) : null;
  }
  const convert = async () => {
    setBusy(true);
    try {
      const made = (await records.convert(object.path, record.id, {})) as { customer_id: string; customer_match: string };
      await queries.invalidateQueries({ queryKey: ["records"] });
      void message.success(t(made.customer_match === "created" ? "record.conversion.created" : "record.conversion.matched"));
      await navigate({ to: "/o/$path/$id", params: { path: "customers", id: made.customer_id } });
    } catch (error) {
      void message.error((error as Error).message);
    }
    setBusy(false);
  };
  return (
    <Button
      type="primary"
      loading={isBusy}
      onClick={() =>
        modal.confirm({ title: t("record.conversion.title"), content: t("record.conversion.text"), okText: t("record.conversion.convert"), onOk: convert })
      }
    >
      {t("record.conversion.convert")}
    </Button>
  );
}
