import type { ObjectDefinition } from "@keshu/catalog";
import { activity } from "./activity.ts";
import { contact } from "./contact.ts";
import { customer } from "./customer.ts";
import { event } from "./event.ts";
import { lead } from "./lead.ts";
import { opportunity } from "./opportunity.ts";
import { opportunityContact } from "./opportunity-contact.ts";
import { opportunityLine } from "./opportunity-line.ts";
import { pipeline } from "./pipeline.ts";
import { product } from "./product.ts";
import { task } from "./task.ts";

/** In the order of the navigation. */
export const salesObjects: ObjectDefinition[] = [
  lead,
  customer,
  contact,
  opportunity,
  activity,
  event,
  task,
  product,
  opportunityLine,
  opportunityContact,
  pipeline,
];
