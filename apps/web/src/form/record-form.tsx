import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import type { ApiRecord, FieldInfo } from "../api/types.ts";
import type { InputProps } from "../fields/field-module.ts";
import { FieldInput, inputOf } from "../fields/inputs.tsx";
import { groupFields } from "./field-groups.ts";
import { FormField } from "./form-field.tsx";

interface Props {
  fields: FieldInfo[];
  values: Record<string, unknown>;
  setValue: (name: string, value: unknown) => void;
  errors: Record<string, string>;
  record?: ApiRecord | undefined;
  /** The first input takes the focus. */
  isFocused?: boolean;
  /** Inputs of single fields that know more than their type does. */
  inputs?: Record<string, ComponentType<InputProps>>;
}

/** Inputs for fields of the catalog, under their headings. */
export function RecordForm({ fields, values, setValue, errors, record, isFocused = false, inputs = {} }: Props) {
  const { t } = useTranslation();
  const groups = groupFields(fields);
  return groups.map((group) => (
    <fieldset key={group.key} className="k-fieldset">
      <legend className={groups.length > 1 ? undefined : "k-visually-hidden"}>{group.label}</legend>
      <div className="k-form-grid">
        {group.fields.map((field) => (
          <FormField
            key={field.name}
            label={labelOf(field.label)}
            isRequired={field.required}
            help={[labelOf(field.help), field.access === "masked" ? t("form.masked") : ""].filter(Boolean).join(" ") || undefined}
            error={errors[field.name] ?? errors[`${field.name}_currency`]}
            isWide={inputOf(field.type).isWide ?? false}
          >
            {(input) => {
              const Input = inputs[field.name] ?? FieldInput;
              return (
                <Input
                  {...input}
                  field={field}
                  value={values[field.name]}
                  onChange={(value) => setValue(field.name, value)}
                  setValue={setValue}
                  values={values}
                  record={record}
                  autoFocus={isFocused && field === fields[0]}
                />
              );
            }}
          </FormField>
        ))}
      </div>
    </fieldset>
  ));
}
