import { lazy } from "react";
import type { WebModule } from "../web-module.ts";
import { salesCommands } from "./commands.ts";
import { salesWidgets } from "./home/widgets.ts";
import { opportunityStages } from "./opportunity-stages.ts";

export const sales: WebModule = {
  name: "sales",
  navigation: [{ to: "/calendar", labelKey: "calendar.title", icon: "calendar", needs: ["event"] }],
  commands: [
    {
      id: "calendar",
      labelKey: "calendar.title",
      icon: "calendar",
      words: "日历 日程 calendar schedule rili richeng",
      needs: ["event"],
      to: () => ({ path: "/calendar" }),
    },
    ...salesCommands,
  ],
  homeWidgets: salesWidgets,
  homeActions: [{ id: "write", needs: ["activity"], Component: lazy(() => import("./home/write-activity.tsx")) }],
  stageGuides: { opportunity: opportunityStages },
  recordParts: {
    lead: [{ id: "conversion", place: "head", Component: lazy(() => import("./lead-conversion.tsx")) }],
  },
};
