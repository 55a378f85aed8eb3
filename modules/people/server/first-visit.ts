import type { Context, Locale } from "@keshu/kernel";
import { getRecord, updateRecord } from "@keshu/records";
import { isTimeZone } from "../rules/user-rules.ts";
import { userObject } from "./endpoints/user-object.ts";
import { firstAdministratorName } from "./first-administrator.ts";
import { systemContext } from "./system-principal.ts";

export interface Browser {
  locale?: Locale | null | undefined;
  timeZone?: string | null | undefined;
}

/** At the first sign-in an account takes language and time zone of its person's browser, unless somebody has chosen them. */
export async function takeFromBrowser(ctx: Context, userId: string, { locale, timeZone }: Browser): Promise<void> {
  const inner = systemContext(ctx.db, "sign-in");
  const object = userObject();
  const user = await getRecord(inner, object, userId, { fields: ["name", "locale", "time_zone"] });
  const chosen = (name: string): boolean => user[name] !== object.fields.get(name)?.default;
  const patch = {
    ...(locale && locale !== user.locale && !chosen("locale") ? { locale } : {}),
    ...(locale === "en" && !chosen("locale") && user.name === firstAdministratorName.zh ? { name: firstAdministratorName.en } : {}),
    ...(timeZone && timeZone !== user.time_zone && isTimeZone(timeZone) && !chosen("time_zone") ? { time_zone: timeZone } : {}),
  };
  if (Object.keys(patch).length > 0) await updateRecord(inner, object, userId, patch);
}
