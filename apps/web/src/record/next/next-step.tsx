import { useTranslation } from "react-i18next";
import { fieldOf, isWritable, labelOf, useCatalog } from "../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { Fact } from "../facts/fact.tsx";
import { linkFrom } from "../relations.ts";
import { NextContact } from "./next-contact.tsx";
import { OpenTasks } from "./open-tasks.tsx";
import "./next-step.css";

/** What is to be done next, before everything that was: the step, the next contact, the open tasks. */
export function NextStep({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const tasks = linkFrom(useCatalog(), "task", object);
  const step = fieldOf(object, "next_step");
  const contact = fieldOf(object, "next_contact_at");
  if (!tasks && !step && !contact) return null;
  const canEdit = (field: typeof step) => object.can.update && field !== undefined && isWritable(field);
  return (
    <section className={`k-next${step ? "" : " is-plain"}`} aria-label={t("record.nextStep.title")}>
      {step || contact ? (
        <div className="k-next-line">
          {step ? (
            <div className="k-next-step">
              <span className="k-next-label">{labelOf(step.label)}</span>
              <Fact object={object} record={record} field={step} isEditable={canEdit(step)} placeholder={t("record.nextStep.none")} />
            </div>
          ) : null}
          {contact ? <NextContact object={object} record={record} field={contact} isEditable={canEdit(contact)} /> : null}
        </div>
      ) : null}
      {tasks ? <OpenTasks link={tasks} object={object} record={record} /> : null}
    </section>
  );
}
