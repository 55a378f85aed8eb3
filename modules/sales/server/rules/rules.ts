import type { ObjectRules } from "@keshu/records";
import { activityRules, taskSigns } from "./activity.ts";
import { contactRules } from "./contact.ts";
import { customerRules } from "./customer.ts";
import { eventRules } from "./event.ts";
import { leadRules } from "./lead.ts";
import { opportunityRules } from "./opportunity.ts";
import { opportunityContactRules } from "./opportunity-contact.ts";
import { opportunityLineRules } from "./opportunity-line.ts";
import { pipelineRules } from "./pipeline.ts";
import { taskRules } from "./task.ts";

export const salesRules: ObjectRules[] = [
  leadRules,
  customerRules,
  contactRules,
  opportunityRules,
  activityRules,
  eventRules,
  taskRules,
  taskSigns,
  opportunityLineRules,
  opportunityContactRules,
  pipelineRules,
];
