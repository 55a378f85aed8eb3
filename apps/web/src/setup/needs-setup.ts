import { companyQuery } from "../api/company.ts";
import { type Me, may } from "../api/me.ts";
import { queryClient } from "../query-client.ts";

const doneHere = "keshu.set-up";
const postponed = "keshu.set-up.later";

/** Whether this person should see the guided start now: who may set the company up, as long as nobody has, unless put off for this visit. */
export async function needsSetup(me: Me): Promise<boolean> {
  if (!may(me, "company.manage") || read(localStorage, doneHere) || read(sessionStorage, postponed)) return false;
  const company = await queryClient.ensureQueryData(companyQuery).catch(() => null);
  if (company?.is_set_up) write(localStorage, doneHere);
  return company !== null && !company.is_set_up;
}

/** Not now: it comes again with the next visit. */
export function postponeSetup(): void {
  write(sessionStorage, postponed);
}

function read(storage: Storage, key: string): boolean {
  try {
    return storage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function write(storage: Storage, key: string): void {
  try {
    storage.setItem(key, "1");
  } catch {
    // private windows and full disks: it is asked for again
  }
}
