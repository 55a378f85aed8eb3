import { appointment, dateOf, day, hour, iso, isWorkday, minute, startOfDay, startOfWeek, toWorkday, workingTime } from "./clock.ts";
import { atWork, type Company } from "./company.ts";
import type { Customer } from "./customers.ts";
import type { Deal } from "./deals.ts";
import { people } from "./people.ts";
import { callEvents, ownEvents, tasks, visitEvents } from "./texts/deal-names.ts";
import { dealer, fill } from "./texts/phrase.ts";

const isOpen = (deal: Deal): boolean => !["won", "lost", "void"].includes(deal.moves.at(-1)?.stage ?? "");

/** Later today when people are at work, else before the day ends. */
function dueToday(random: Company["random"], now: number): number {
  const due = Math.max(now, startOfDay(now) + 8.5 * hour) + random.int(1, 9) * 30 * minute;
  const halfHour = due - (due % (30 * minute));
  return halfHour < startOfDay(now) + 19 * hour ? halfHour : startOfDay(now) + random.pick([20, 20.5, 21, 22, 23]) * hour;
}

/** What everybody still has to do, a few of it overdue, and what was done in the year. */
export function taskRecords(company: Company, deals: readonly Deal[], customers: readonly Customer[]): Record<string, unknown>[] {
  const random = company.random.fork("tasks");
  const nextText = dealer(tasks, random);
  const made: { at: number; record: Record<string, unknown> }[] = [];
  const add = (owner: string, due: number, status: "open" | "done" | "cancelled", deal: Deal | null, customer: Customer | null): void => {
    const at = atWork(company, random, Math.min(due - random.int(1, 9) * day, company.now - random.int(30, 3000) * minute));
    const done = status === "done" ? atWork(company, random, due + random.int(-1, 1) * day) : null;
    const about = deal?.customer ?? customer;
    const blanks = {
      who: about?.contacts[0]?.called ?? "客户",
      goods: deal?.blanks.goods ?? "新品",
      product: deal?.blanks.product ?? "设备",
      amount: deal?.blanks.amount ?? "",
    };
    const name = fill(nextText(), blanks, random);
    made.push({
      at,
      record: {
        id: company.id(at),
        name,
        status,
        priority: random.weighted([
          ["高", 20],
          ["中", 60],
          ["低", 20],
        ] as const),
        due_at: iso(due),
        completed_at: done ? iso(Math.max(done, at + 10 * minute)) : null,
        customer_id: about?.id ?? null,
        contact_id: about?.contacts[0]?.id ?? null,
        opportunity_id: deal?.id ?? null,
        owner_id: owner,
        created_at: iso(at),
        created_by: random.chance(0.85) ? owner : company.user("gu"),
        updated_at: iso(done ?? at),
      },
    });
  };
  const owners = [company.me, ...people.filter((p) => p.role !== "marketing").map((p) => company.user(p.key))];
  for (const owner of owners) {
    const own = deals.filter((d) => d.owner === owner && isOpen(d));
    const kept = customers.filter((c) => c.owner === owner);
    const about = (): [Deal | null, Customer | null] =>
      own.length && random.chance(0.75) ? [random.pick(own), null] : [null, kept.length ? random.pick(kept) : null];
    for (let n = random.int(1, 3); n > 0; n--) add(owner, workingTime(random, toWorkday(company.today - random.int(1, 6) * day, -1)), "open", ...about());
    for (let n = random.int(2, 4); n > 0; n--) add(owner, dueToday(random, company.now), "open", ...about());
    for (let n = random.int(3, 6); n > 0; n--) add(owner, workingTime(random, toWorkday(company.today + random.int(1, 12) * day)), "open", ...about());
    const past = Math.round(random.int(28, 55) * Math.max(0.1, company.scale));
    for (let n = past; n > 0; n--) {
      const due = workingTime(random, company.workday(company.today - Math.floor(random.next() ** 1.4 * 330 + 1) * day));
      const deal = random.chance(0.7) ? random.pick(deals) : null;
      add(owner, due, random.chance(0.94) ? "done" : "cancelled", deal?.owner === owner ? deal : null, kept.length ? random.pick(kept) : null);
    }
  }
  return made.sort((a, b) => a.at - b.at).map((m) => m.record);
}

/** Appointments of last week, this one and the next, and the meetings that come again. */
export function eventRecords(company: Company, deals: readonly Deal[]): Record<string, unknown>[] {
  const random = company.random.fork("events");
  const nextVisit = dealer(visitEvents, random);
  const nextCall = dealer(callEvents, random);
  const nextOwn = dealer(ownEvents, random);
  const made: { at: number; record: Record<string, unknown> }[] = [];
  const add = (start: number, length: number, values: Record<string, unknown>, owner: string): void => {
    const at = Math.min(start - random.int(1, 6) * day, company.now - random.int(1, 90) * hour);
    made.push({
      at,
      record: {
        id: company.id(at),
        start_at: iso(start),
        end_at: iso(start + length),
        time_zone: "Asia/Shanghai",
        ...values,
        owner_id: owner,
        created_at: iso(at),
        created_by: owner,
        updated_at: iso(at),
      },
    });
  };
  const owners = [company.me, ...people.filter((p) => !["marketing"].includes(p.role)).map((p) => company.user(p.key))];
  const monday = startOfWeek(company.now);
  for (const owner of owners) {
    const own = deals.filter((d) => d.owner === owner && (isOpen(d) || company.now - d.lastAt < 20 * day));
    const taken = new Set<string>();
    const free = (date: number): number | null => {
      for (let i = 0; i < 8; i++) {
        const start = appointment(random, date);
        const key = `${dateOf(start)} ${Math.floor(start / (2 * hour))}`;
        if (taken.has(key)) continue;
        taken.add(key);
        return start;
      }
      return null;
    };
    for (let offset = -7; offset < 14; offset++) {
      const date = monday + offset * day;
      if (!isWorkday(date) && date !== company.today) continue;
      const isToday = date === company.today;
      const count = isToday ? random.int(2, 3) : offset < 0 ? random.int(0, 2) : offset < 5 ? random.int(1, 2) : random.int(0, 2);
      for (let n = 0; n < count; n++) {
        const start = free(date);
        if (start === null) continue;
        const deal = own.length && random.chance(0.94) ? random.pick(own) : null;
        const isVisit = deal !== null && random.chance(isToday && n === 0 ? 0.2 : 0.6);
        const type = !deal ? "other" : isVisit ? "visit" : random.chance(0.7) ? "call" : "meeting";
        const text = !deal ? nextOwn() : isVisit ? nextVisit() : nextCall();
        add(
          start,
          (isVisit ? random.pick([1.5, 2]) : random.pick([0.5, 0.5, 1])) * hour,
          {
            name: text.replace("{short}", deal?.customer.short ?? "").replace("{who}", deal?.blanks.who ?? ""),
            type,
            place: isVisit ? `${deal.customer.city.city}${random.pick(deal.customer.city.areas)}` : type === "meeting" ? "线上会议" : null,
            remind_minutes: isVisit ? 60 : 15,
            customer_id: deal?.customer.id ?? null,
            contact_id: deal?.customer.contacts[0]?.id ?? null,
            opportunity_id: deal?.id ?? null,
            attendee_ids: isVisit && random.chance(0.3) ? [company.user("gu")].filter((id) => id !== owner) : [],
          },
          owner,
        );
      }
    }
  }
  const team = (keys: readonly string[]): string[] => keys.map(company.user);
  const first = monday - 56 * day;
  add(
    first + 9 * hour,
    hour,
    {
      name: "销售周会",
      type: "meeting",
      place: "杭州总部 3 楼会议室",
      recurrence: "FREQ=WEEKLY;BYDAY=MO",
      remind_minutes: 15,
      attendee_ids: [company.me, ...team(["shen", "lu", "fang", "cheng", "liang", "su"])],
    },
    company.user("gu"),
  );
  add(
    first + 4 * day + 16 * hour,
    hour,
    { name: "华南项目过堂", type: "meeting", place: "线上会议", recurrence: "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", attendee_ids: team(["huang", "chen", "lin"]) },
    company.user("liang"),
  );
  add(
    first + 2 * day + 15 * hour,
    0.5 * hour,
    { name: "线索分配碰头会", type: "meeting", place: "线上会议", recurrence: "FREQ=WEEKLY;BYDAY=WE", attendee_ids: team(["jiang", "gu", "liang"]) },
    company.user("su"),
  );
  add(
    toWorkday(company.today + 2 * day) + 9 * hour,
    8 * hour,
    { name: "新品培训：给袋机换型", type: "other", place: "杭州工厂", is_all_day: true, attendee_ids: team(["lu", "fang", "cheng", "xu"]) },
    company.user("su"),
  );
  return made.sort((a, b) => a.at - b.at).map((m) => m.record);
}
