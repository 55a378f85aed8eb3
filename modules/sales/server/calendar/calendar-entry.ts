import { z } from "zod";

export const calendarKinds = ["event", "task", "contact", "activity", "opportunity"] as const;
export type CalendarKind = (typeof calendarKinds)[number];

const text = z.string().nullable();

/** One thing on one day or at one time. */
export const calendarEntry = z
  .object({
    kind: z.enum(calendarKinds),
    object: z.string(),
    id: z.uuid(),
    title: z.string(),
    start_at: z.iso.datetime(),
    end_at: z.iso.datetime(),
    is_all_day: z.boolean(),
    start_on: text.meta({ description: "Of all-day entries: the first day, the same in every zone" }),
    end_on: text.meta({ description: "The last day, itself included" }),
    owner_id: text,
    user_ids: z.array(z.string()).meta({ description: "Owner and attendees" }),
    type: text.meta({ description: "Type of an event or activity, status of a task or lead, stage of an opportunity, level of a customer" }),
    place: text,
    customer_id: text,
    time_zone: text,
    occurrence_on: text.meta({ description: "The day that names the occurrence in its series" }),
    series_id: text,
    is_recurring: z.boolean(),
    is_overdue: z.boolean(),
    version: z.int(),
  })
  .meta({ id: "CalendarEntry" });

export type CalendarEntry = z.infer<typeof calendarEntry>;
