import { Select } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { wallClockOf } from "../../format/zone.ts";
import { preferences } from "../../preferences/preferences.ts";
import { lazyReady } from "../../shell/lazy-ready.ts";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { commonRules, readRule, ruleOn, writeRule } from "./rule.ts";
import { recurrenceWords, ruleWords } from "./words.ts";

const RuleEditor = lazyReady(() => import("./rule-editor.tsx"));

export const isWide = true;

/** Common rules by the day something begins on, in words; any other in the editor below. */
export function Input(props: InputProps) {
  const { value, onChange, values } = props;
  const { t } = useTranslation();
  const [isOwn, setOwn] = useState(false);
  const day = dayOf(values);
  const text = typeof value === "string" ? value : "";
  const common = commonRules(day).map((rule) => ({ value: writeRule(rule), label: ruleWords(rule) }));
  const isCommon = text === "" || common.some((c) => c.value === text);
  const options = [
    { value: "", label: t("calendar.repeat.never") },
    ...common,
    ...(isCommon ? [] : [{ value: text, label: recurrenceWords(text) }]),
    { value: "own", label: t("calendar.repeat.own") },
  ];
  return (
    <>
      <Select
        {...inputAttributes(props)}
        value={text}
        options={options}
        onChange={(picked: string) => {
          setOwn(picked === "own");
          if (picked === "own") onChange(text || writeRule(ruleOn("WEEKLY", day)));
          else onChange(picked || null);
        }}
        style={{ width: "100%" }}
      />
      {text && (isOwn || !isCommon) ? (
        <Suspense fallback={null}>
          <RuleEditor rule={readRule(text) ?? ruleOn("WEEKLY", day)} day={day} onChange={(rule) => onChange(writeRule(rule))} />
        </Suspense>
      ) : null}
    </>
  );
}

/** The day the record begins or is due on, by the reader's clock. */
function dayOf(values: Record<string, unknown>): string {
  const at = values.start_at ?? values.due_at;
  const moment = typeof at === "string" && !Number.isNaN(Date.parse(at)) ? at : new Date().toISOString();
  return wallClockOf(moment, preferences().timeZone).slice(0, 10);
}
