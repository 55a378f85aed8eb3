import i18next from "i18next";

/** `allowClear` of a select, with the words of its button in the reader's language. */
export function clearable(isAllowed = true): { label: string } | false {
  return isAllowed ? { label: i18next.t("common.clear") } : false;
}
