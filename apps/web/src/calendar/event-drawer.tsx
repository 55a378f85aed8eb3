import { App, Button, Drawer, Input, Select, Switch } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import i18next from "i18next";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formFields, labelOf, useCatalog } from "../api/catalog.ts";
import { useMe } from "../api/me.ts";
import { ApiProblem, errorsByField } from "../api/problem.ts";
import type { ApiRecord, FieldInfo } from "../api/types.ts";
import { holdsUnread } from "../fields/date/holds-unread.ts";
import { KeptPicker } from "../fields/date/kept-picker.tsx";
import { FieldInput, inputOf } from "../fields/inputs.tsx";
import { changedValues, defaultValues } from "../form/defaults.ts";
import { FormField } from "../form/form-field.tsx";
import { typedWords } from "../outbox/typed-words.ts";
import { usePreferences } from "../preferences/preferences.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { momentsOf } from "./calendar-actions.ts";
import { addDays, clockOf, daysBetween, minutesOf, wallAt } from "./days.ts";
import type { Times } from "./entry.ts";
import { CopyTyped, LostNote, valuesAnew } from "./lost-event.tsx";
import { timesWords } from "./time-words.ts";
import "../form/form.css";

interface Props {
  /** The event to change; without one a new one is made. */
  record?: ApiRecord | undefined;
  times: Times;
  initial?: Record<string, unknown> | undefined;
  /** A series asks later how much of it is meant: then how it repeats is left to the record's page. */
  onSave: (values: Record<string, unknown>) => Promise<void>;
  /** The event is deleted or out of sight meanwhile: what stands here can only become a new one. */
  isLost?: boolean;
  /** Told whether anything was changed here. */
  typed: RefObject<boolean>;
  onClose: () => void;
}

const first = ["type", "recurrence", "attendee_ids", "place", "customer_id", "opportunity_id"];
const special = new Set(["name", "start_at", "end_at", "is_all_day", "remind_minutes", "time_zone", "owner_id"]);
const reminders = [null, 0, 5, 15, 30, 60, 120, 1440, 2880, 10080];

/** Everything about an event; times by the clock of the reader, or as days. */
export default function EventDrawer({ record, times: given, initial, isLost = false, typed, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const { modal } = App.useApp();
  const me = useMe();
  const current = useCatalog().byName.get("event");
  // out of sight with all its kind it still says what was typed
  const [known] = useState(current);
  const object = current ?? known;
  const start = useRef<Record<string, unknown>>(record ?? { ...(object ? defaultValues(object, me) : {}), remind_minutes: 15, ...initial });
  const [values, setValues] = useState(start.current);
  const [times, setTimes] = useState(given);
  const [problem, setProblem] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const isMoved = JSON.stringify(times) !== JSON.stringify(given);
  const touched = changedValues(start.current, values);
  const isDirty = isMoved || Object.keys(touched).length > 0;
  useEffect(() => {
    typed.current = isDirty;
    return () => {
      typed.current = false;
    };
  }, [typed, isDirty]);
  if (!object) return null;
  const isNew = !record || (isLost && current?.can.create === true);
  const errors = errorsByField(problem);
  const set = (name: string, value: unknown) => setValues((now) => ({ ...now, [name]: value }));
  const fields = formFields(object).filter((f) => !special.has(f.name));
  const ordered = [...fields].sort((a, b) => rank(a) - rank(b));
  const moments = momentsOf(times, (values.time_zone as string | null) ?? null);
  const changed = !record ? changedValues({}, values) : isNew ? valuesAnew(object, values) : touched;
  const close = () => {
    if (!isDirty) return onClose();
    modal.confirm({
      title: t("form.leave.title"),
      content: t("form.leave.text"),
      okText: t("form.leave.discard"),
      cancelText: t("form.leave.stay"),
      okButtonProps: { danger: true },
      onOk: onClose,
    });
  };
  const save = async () => {
    if (isSaving || (isLost && !isNew)) return;
    setSaving(true);
    try {
      await onSave({ ...changed, ...(!isNew && !isMoved ? {} : { ...moments, is_all_day: times.isAllDay }) });
    } catch (error) {
      setProblem(error);
    }
    setSaving(false);
  };
  const unplaced = problem && !(problem instanceof ApiProblem && Object.keys(errors).length) ? (problem as Error).message : "";
  return (
    <Drawer
      open
      onClose={close}
      size={isNarrow ? "100%" : 560}
      title={isNew ? t("calendar.newEvent") : t("calendar.editEvent")}
      footer={
        <>
          {isLost ? <LostNote isNew={isNew} /> : null}
          <div className="k-drawer-foot">
            <Button onClick={close}>{t("common.cancel")}</Button>
            {isLost && !isNew ? (
              <CopyTyped text={[typedWords(touched, object), isMoved ? timesWords(times) : ""].filter(Boolean).join("\n")} />
            ) : (
              <Button type="primary" htmlType="submit" form="event-form" loading={isSaving}>
                {t("common.save")}
              </Button>
            )}
          </div>
        </>
      }
    >
      <form
        id="event-form"
        className="k-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!holdsUnread(event.currentTarget)) void save();
        }}
      >
        {unplaced ? (
          <p className="k-field-error" role="alert">
            {unplaced}
          </p>
        ) : null}
        <FormField label={t("calendar.name")} isRequired error={errors.name} isWide>
          {({ id, isInvalid }) => (
            <Input
              id={id}
              value={(values.name as string) ?? ""}
              onChange={(e) => set("name", e.target.value)}
              maxLength={255}
              {...(isInvalid ? { status: "error" as const } : {})}
            />
          )}
        </FormField>
        <TimeFields times={times} setTimes={setTimes} errors={errors} />
        <div className="k-form-grid">
          {ordered.map((field) => (
            <FormField key={field.name} label={labelOf(field.label)} error={errors[field.name]} isWide={inputOf(field.type).isWide ?? false}>
              {(input) => (
                <FieldInput
                  {...input}
                  field={field}
                  value={values[field.name]}
                  onChange={(v) => set(field.name, v)}
                  setValue={set}
                  values={{ ...values, start_at: moments.start_at }}
                  record={isNew ? undefined : record}
                />
              )}
            </FormField>
          ))}
          <FormField label={t("calendar.remind.label")} error={errors.remind_minutes}>
            {({ id }) => (
              <Select
                id={id}
                value={(values.remind_minutes as number | null) ?? -1}
                onChange={(v) => set("remind_minutes", v < 0 ? null : v)}
                options={withOwn(values.remind_minutes as number | null).map((minutes) => ({ value: minutes ?? -1, label: remindWords(minutes) }))}
              />
            )}
          </FormField>
        </div>
      </form>
    </Drawer>
  );
}

function rank(field: FieldInfo): number {
  const place = first.indexOf(field.name);
  return place < 0 ? first.length : place;
}

function withOwn(minutes: number | null): (number | null)[] {
  return minutes == null || reminders.includes(minutes) ? reminders : [...reminders, minutes].sort((a, b) => (a ?? -1) - (b ?? -1));
}

function remindWords(minutes: number | null): string {
  const { t } = i18next;
  if (minutes === null) return t("calendar.remind.never");
  if (minutes === 0) return t("calendar.remind.atStart");
  if (minutes % 1440 === 0) return t("calendar.remind.days", { count: minutes / 1440 });
  return minutes % 60 === 0 ? t("calendar.remind.hours", { count: minutes / 60 }) : t("calendar.remind.minutes", { count: minutes });
}

/** From when to when; moving the start takes the end along. */
function TimeFields({ times, setTimes, errors }: { times: Times; setTimes: (times: Times) => void; errors: Record<string, string> }) {
  const { t } = useTranslation();
  usePreferences();
  const startWall = wallAt(times.firstDay, times.start);
  const endWall = wallAt(times.firstDay, times.end);
  const at = (first: string, start: number, end: number): Times => ({
    firstDay: first,
    lastDay: addDays(first, Math.max(0, Math.ceil(end / 1440) - 1)),
    isAllDay: false,
    start,
    end,
  });
  const setStart = (picked: Dayjs | null) => {
    if (!picked) return;
    const day = picked.format("YYYY-MM-DD");
    if (times.isAllDay) return setTimes({ ...times, firstDay: day, lastDay: addDays(day, daysBetween(times.firstDay, times.lastDay)) });
    const start = minutesOf(picked.format("YYYY-MM-DDTHH:mm:ss"));
    setTimes(at(day, start, start + times.end - times.start));
  };
  const setEnd = (picked: Dayjs | null) => {
    if (!picked) return;
    const day = picked.format("YYYY-MM-DD");
    if (times.isAllDay) return setTimes(day < times.firstDay ? { ...times, firstDay: day, lastDay: day } : { ...times, lastDay: day });
    const end = daysBetween(times.firstDay, day) * 1440 + minutesOf(picked.format("YYYY-MM-DDTHH:mm:ss"));
    setTimes(
      end > times.start
        ? at(times.firstDay, times.start, end)
        : at(day, Math.max(0, minutesOf(picked.format("YYYY-MM-DDTHH:mm:ss")) - 60), minutesOf(picked.format("YYYY-MM-DDTHH:mm:ss"))),
    );
  };
  const setAllDay = (isAllDay: boolean) =>
    setTimes(isAllDay ? { ...times, isAllDay, start: 0, end: (daysBetween(times.firstDay, times.lastDay) + 1) * 1440 } : at(times.firstDay, 540, 600));
  const picker = { allowClear: false, ...(times.isAllDay ? {} : { minuteStep: 5 as const }) };
  return (
    <div className="k-form-grid">
      <FormField label={t("calendar.starts")} isRequired error={errors.start_at}>
        {({ id }) => <KeptPicker id={id} {...picker} value={dayjs(times.isAllDay ? times.firstDay : startWall)} onChange={setStart} />}
      </FormField>
      <FormField label={t("calendar.ends")} isRequired error={errors.end_at}>
        {({ id }) => <KeptPicker id={id} {...picker} value={dayjs(times.isAllDay ? times.lastDay : endWall)} onChange={setEnd} />}
      </FormField>
      <div className="k-row-gap">
        <Switch size="small" checked={times.isAllDay} onChange={setAllDay} aria-label={t("calendar.allDay")} />
        {t("calendar.allDay")}
        {times.isAllDay ? null : <span className="k-muted">{`${clockOf(times.start)}–${clockOf(times.end % 1440)}`}</span>}
      </div>
    </div>
  );
}
