import type { ObjectRules } from "@keshu/records";
import { activityRules } from "./activity.ts";
import { contactRules } from "./contact.ts";
import { customerRules } from "./customer.ts";
import { leadRules } from "./lead.ts";
import { opportunityRules } from "./opportunity.ts";
import { pipelineRules } from "./pipeline.ts";
import { taskRules } from "./task.ts";

export const salesRules: ObjectRules[] = [leadRules, customerRules, contactRules, opportunityRules, activityRules, taskRules, pipelineRules];
