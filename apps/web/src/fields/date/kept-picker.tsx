import { DatePicker, type DatePickerProps } from "antd";
import type { Dayjs } from "dayjs";
import { useId, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../format/date.ts";
import { clockForm, dayForm, keptDay } from "./kept-day.ts";
import { TypedContext, typedInput } from "./typed-input.tsx";

interface Props extends Pick<DatePickerProps, "id" | "placeholder" | "variant" | "style" | "defaultOpen"> {
  value: Dayjs | null;
  /** Told when the input is left or Enter is pressed, and when a day is picked. */
  onChange: (value: Dayjs | null) => void;
  /** With a time of day, offered in steps of so many minutes. */
  minuteStep?: 5 | 15;
  minDate?: Dayjs;
  maxDate?: Dayjs;
  allowClear?: boolean;
  "aria-label"?: string;
}

/**
 * A picker of a day or a moment that is no field of a record. What is typed and cannot be meant stays to be mended, with
 * why; until then the value is what it was, and `holdsUnread` stops whoever would save.
 */
export function KeptPicker({ value, onChange, minuteStep, minDate, maxDate, allowClear = true, defaultOpen = false, ...attributes }: Props) {
  const { t } = useTranslation();
  const errorId = useId();
  const [isOpen, setOpen] = useState(defaultOpen);
  const form = minuteStep ? clockForm : dayForm;
  const stored = value?.format(form) ?? "";
  const [typed, setTyped] = useState<{ text: string; over: string; isLeft: boolean } | null>(null);
  // what is chosen elsewhere meanwhile takes the place of what was typed
  const now = typed?.over === stored ? typed : null;
  const meant = now ? keptDay(now.text, { hasTime: minuteStep !== undefined, mayBeEmpty: allowClear, minDate, maxDate }) : { day: value };
  const reason = "reason" in meant ? meant.reason : undefined;
  const leave = () => {
    if (!now) return;
    // at once: who saves on the same key reads what was typed
    flushSync(() => {
      if ("reason" in meant) return setTyped({ ...now, isLeft: true });
      setTyped(null);
      if ((meant.day?.format(form) ?? "") !== stored) onChange(meant.day);
    });
  };
  const isWrong = reason !== undefined && now?.isLeft === true;
  const limit = reason === "early" ? minDate : maxDate;
  const day = limit ? `${formatDate(limit.format(dayForm))}${minuteStep ? limit.format(" HH:mm") : ""}` : "";
  return (
    <>
      <TypedContext
        value={{
          text: now?.text,
          unread: reason ? "kept" : undefined,
          type: (text) => setTyped({ text, over: stored, isLeft: false }),
          leave,
          // the calendar would lie over the reason
          enter: () => {
            if (!now) return false;
            setOpen(false);
            leave();
            return true;
          },
        }}
      >
        <DatePicker
          {...attributes}
          open={isOpen}
          onOpenChange={setOpen}
          placement={isWrong ? "topLeft" : "bottomLeft"} // not over the reason
          {...(isWrong ? { status: "error" as const, "aria-invalid": true, "aria-describedby": errorId } : {})}
          {...(minDate ? { minDate } : {})}
          {...(maxDate ? { maxDate } : {})}
          {...(minuteStep ? { showTime: { format: "HH:mm", minuteStep } } : {})}
          format={form}
          value={"day" in meant ? meant.day : value}
          onChange={(picked: Dayjs | null) => {
            setTyped(null);
            onChange(picked);
          }}
          {...(allowClear ? {} : { allowClear })}
          components={typedInput}
          needConfirm={false}
        />
      </TypedContext>
      {isWrong ? (
        <span className="k-field-error" id={errorId} role="alert">
          {t(`fields.day.${reason === "none" && minuteStep ? "noTime" : reason}`, { text: now?.text.trim(), day })}
        </span>
      ) : null}
    </>
  );
}
