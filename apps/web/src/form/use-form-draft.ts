import { useEffect, useState } from "react";
import { useMe } from "../api/me.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { clearDraft, readDraft, writeDraft } from "../outbox/drafts.ts";
import { formDraft, newFormDraft } from "../record/drafts.ts";
import { changedValues, defaultValues, keptForAnother } from "./defaults.ts";

type Values = Record<string, unknown>;

interface Kept {
  /** What was typed; and for an edit what the person saw there, with the version. */
  values: Values;
  seen: Values;
  touched: string[];
}

/** The values of a form, kept in this browser at each change until they are saved or discarded. */
export function useFormDraft(object: ObjectInfo, record: ApiRecord | undefined, initial: Values | undefined) {
  const me = useMe();
  const key = record ? formDraft(record.id) : newFormDraft(object.name, initial);
  const [fresh] = useState<Values>(() => record ?? { ...defaultValues(object, me), ...initial });
  const [kept] = useState(() => readDraft<Kept>(me.id, key)?.value);
  const [seen, setSeen] = useState<Values>(() => ({ ...fresh, ...kept?.seen }));
  const [values, setValues] = useState<Values>(() => ({ ...fresh, ...kept?.values }));
  const [isRestored, setRestored] = useState(kept !== undefined);
  const [round, setRound] = useState(0);
  const isThere = (name: string): boolean => object.fields.some((f) => f.name === name);
  const touchedEver = changedValues(seen, values);
  // a field may be removed while its form is open
  const touched = known(touchedEver, isThere);
  const isDirty = Object.keys(touched).length > 0;
  const text = JSON.stringify(touched);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft follows what is typed
  useEffect(() => {
    if (!isDirty) return clearDraft(me.id, key);
    const names = Object.keys(touched);
    const was = record ? Object.fromEntries([...names, "version"].map((n) => [n, seen[n] ?? null])) : {};
    writeDraft(me.id, key, { values: touched, seen: was, touched: names } satisfies Kept);
  }, [text, key, me.id]);
  const begin = (next: Values) => {
    setSeen(next);
    setValues(next);
    setRestored(false);
    setRound((n) => n + 1);
  };
  return {
    values,
    /** What the person saw when they began, to compare with. */
    seen,
    /** What has to be written. */
    changed: record ? touched : known(changedValues({}, values), isThere),
    /** Fields the person wrote into that are no more. */
    lost: Object.keys(touchedEver).filter((name) => !isThere(name)),
    isDirty,
    isRestored,
    /** Changes when all inputs begin anew. */
    round,
    setValue: (name: string, value: unknown) => setValues((now) => ({ ...now, [name]: value })),
    forget: () => clearDraft(me.id, key),
    startOver: () => begin(fresh),
    startAnother: () => begin({ ...fresh, ...keptForAnother(object, values) }),
  };
}

function known(values: Values, isThere: (name: string) => boolean): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => isThere(name)));
}
