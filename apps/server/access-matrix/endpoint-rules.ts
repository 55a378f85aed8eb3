import { demoRules } from "./endpoints/demo.ts";
import { httpRules } from "./endpoints/http.ts";
import { peopleRules } from "./endpoints/people.ts";
import { salesRules } from "./endpoints/sales.ts";
import { transferRules } from "./endpoints/transfer.ts";
import { workspaceRules } from "./endpoints/workspace.ts";
import type { Rule } from "./rule.ts";

/** How every declared endpoint is driven, by operationId. A new endpoint needs a line in the file of its module. */
export const endpointRules: Record<string, Rule> = {
  ...httpRules,
  ...peopleRules,
  ...workspaceRules,
  ...transferRules,
  ...salesRules,
  ...demoRules,
};
