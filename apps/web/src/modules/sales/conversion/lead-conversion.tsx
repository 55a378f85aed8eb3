import { Link } from "@tanstack/react-router";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { lazyReady } from "../../../shell/lazy-ready.ts";
import { whenIdle } from "../../../shell/when-idle.ts";

const ConversionDialog = lazyReady(() => import("./conversion-dialog.tsx"));

/** Turns a lead into a customer, a contact and a deal; of a converted lead, the way to its customer. */
export default function LeadConversion({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => whenIdle(ConversionDialog.ready), []);
  if (record.status === "qualified") {
    const customerId = record.customer_id as string | null | undefined;
    return customerId ? (
      <Link className="k-button" to="/o/$path/$id" params={{ path: "customers", id: customerId }}>
        {t("sales.conversion.customer")}
      </Link>
    ) : null;
  }
  if (!object.can.update || record.status === "unqualified") return null;
  return (
    <>
      <button type="button" className="k-button is-primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t("sales.conversion.convert")}
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <ConversionDialog lead={record} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
