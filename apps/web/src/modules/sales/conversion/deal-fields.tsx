import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import { fieldOf, isWritable, labelOf, useCatalog } from "../../../api/catalog.ts";
import { errorsByField } from "../../../api/problem.ts";
import { records } from "../../../api/records.ts";
import { FieldInput } from "../../../fields/inputs.tsx";
import { FormField } from "../../../form/form-field.tsx";

interface Props {
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
  values: Record<string, unknown>;
  setValue: (name: string, value: unknown) => void;
  problem: unknown;
}

const names = ["name", "amount", "expected_close_date", "pipeline_id", "next_step"];

/** The deal that comes of the lead, with the few values that are known at this point. */
export function DealFields({ isOn, onToggle, values, setValue, problem }: Props) {
  const { t } = useTranslation();
  const object = useCatalog().byName.get("opportunity");
  const errors = errorsByField(problem);
  const pipelines = useQuery({
    queryKey: ["records", "pipelines", "list", "active"],
    queryFn: () => records.list("pipelines", { filter: JSON.stringify({ is_active: true }), limit: 2, fields: "name" }),
    staleTime: 60_000,
  });
  // with one pipeline there is nothing to choose
  const isShown = (name: string) => name !== "pipeline_id" || (pipelines.data?.data.length ?? 0) > 1;
  const fields = object
    ? names
        .filter(isShown)
        .flatMap((name) => fieldOf(object, name) ?? [])
        .filter(isWritable)
    : [];
  return (
    <fieldset className="k-conversion-part">
      <legend>
        <Checkbox checked={isOn} onChange={(e) => onToggle(e.target.checked)}>
          {t("sales.conversion.dealPart")}
        </Checkbox>
      </legend>
      {isOn ? (
        <div className="k-form-grid k-conversion-deal">
          {fields.map((field) => (
            <FormField
              key={field.name}
              label={labelOf(field.label)}
              isRequired={field.required}
              error={errors[`opportunity.${field.name}`] ?? errors[field.name]}
              isWide={field.name === "name" || field.name === "next_step"}
            >
              {(input) => (
                <FieldInput
                  {...input}
                  field={field}
                  value={values[field.name]}
                  onChange={(value) => setValue(field.name, value)}
                  setValue={setValue}
                  values={values}
                />
              )}
            </FormField>
          ))}
        </div>
      ) : (
        <p className="k-muted">{t("sales.conversion.noDeal")}</p>
      )}
    </fieldset>
  );
}
