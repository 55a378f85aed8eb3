import type { AnyEndpoint } from "@keshu/http/endpoint";
import { conversionEndpoints } from "./endpoints/conversion.ts";
import { customerCompleteness } from "./endpoints/customer-completeness.ts";
import { customerHierarchy } from "./endpoints/customer-hierarchy.ts";
import { dealStages } from "./endpoints/deal-stages.ts";
import { duplicateEndpoints } from "./endpoints/duplicates.ts";

export const salesEndpoints: AnyEndpoint[] = [...conversionEndpoints, ...duplicateEndpoints, dealStages, customerCompleteness, customerHierarchy];
