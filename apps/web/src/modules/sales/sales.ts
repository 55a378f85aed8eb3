import { lazy } from "react";
import type { WebModule } from "../web-module.ts";

export const sales: WebModule = {
  name: "sales",
  recordParts: {
    lead: [{ id: "conversion", place: "head", Component: lazy(() => import("./lead-conversion.tsx")) }],
  },
};
