import { lazy } from "react";
import type { WebModule } from "../web-module.ts";
import { opportunityStages } from "./opportunity-stages.ts";

export const sales: WebModule = {
  name: "sales",
  stageGuides: { opportunity: opportunityStages },
  recordParts: {
    lead: [{ id: "conversion", place: "head", Component: lazy(() => import("./lead-conversion.tsx")) }],
  },
};
