import { lazyReady } from "../../shell/lazy-ready.ts";
import type { WebModule } from "../web-module.ts";
import { salesCommands } from "./commands.ts";
import { salesWidgets } from "./home/widgets.ts";
import { opportunityStages } from "./opportunity-stages.ts";

const duplicates = lazyReady(() => import("./duplicates/duplicates-aside.tsx"));

export const sales: WebModule = {
  name: "sales",
  navigation: [{ to: "/calendar", labelKey: "calendar.title", icon: "calendar", needs: ["event"], keys: "g e" }],
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
  objectWords: {
    lead: "潜在客户 询盘 prospect inquiry",
    customer: "公司 企业 单位 company account organization",
    contact: "人 名片 person people",
    opportunity: "项目 生意 单子 deal pipeline",
    activity: "跟进 拜访 电话 沟通 call visit meeting log",
    task: "待办 提醒 todo to-do reminder",
    event: "日历 日程 会议 calendar meeting",
    product: "商品 物料 价目 item catalogue price",
  },
  boardMoves: { lead: { qualified: lazyReady(() => import("./conversion/conversion-move.tsx")) } },
  homeWidgets: salesWidgets,
  homeActions: [{ id: "write", needs: ["activity"], Component: lazyReady(() => import("./home/write-activity.tsx")) }],
  stageGuides: { opportunity: opportunityStages },
  recordParts: {
    lead: [
      { id: "response", place: "head", covers: ["response_minutes", "company_key"], Component: lazyReady(() => import("./signals/lead-response.tsx")) },
      { id: "conversion", place: "head", Component: lazyReady(() => import("./conversion/lead-conversion.tsx")) },
      { id: "duplicates", place: "related", Component: lazyReady(() => import("./duplicates/record-duplicates.tsx")) },
    ],
    customer: [
      { id: "completeness", place: "facts", covers: ["completeness", "name_key"], Component: lazyReady(() => import("./customer/completeness.tsx")) },
      { id: "group", place: "related", replaces: ["customer"], Component: lazyReady(() => import("./customer/group-panel.tsx")) },
    ],
    opportunity: [
      {
        id: "stalled",
        place: "head",
        covers: ["is_stalled", "stalled_at", "stage_changed_at"],
        Component: lazyReady(() => import("./signals/stalled-badge.tsx")),
      },
      { id: "advance", place: "head", Component: lazyReady(() => import("./signals/advance-button.tsx")) },
      { id: "customer", place: "related", Component: lazyReady(() => import("./customer/customer-card.tsx")) },
      {
        id: "people",
        place: "related",
        replaces: ["opportunity_contact"],
        covers: ["contact_id", "contact_ids"],
        Component: lazyReady(() => import("./people/deal-people.tsx")),
      },
      {
        id: "lines",
        place: "middle",
        replaces: ["opportunity_line"],
        covers: ["product_ids", "amount_from_lines"],
        Component: lazyReady(() => import("./lines/deal-lines.tsx")),
      },
    ],
  },
  formAsides: { lead: duplicates, customer: duplicates },
};
