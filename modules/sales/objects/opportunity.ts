import type { ObjectDefinition, Transition } from "@keshu/catalog";
import { defaultStages, stageOptions } from "../shared/stages.ts";
import { lostReasons, sources } from "./lists.ts";

const open = defaultStages.map((s) => s.stage);

const transitions: Transition[] = [
  ...open.map((to): Transition => ({ from: "*", to, label: stageOptions.find((o) => o.value === to)?.label ?? { zh: to, en: to } })),
  ...open.flatMap((from): Transition[] => [
    { from, to: "won", label: { zh: "赢单", en: "Win" } },
    { from, to: "lost", label: { zh: "输单", en: "Lose" }, requires: ["lost_reason"] },
    { from, to: "void", label: { zh: "作废", en: "Void" } },
  ]),
];

/** 商机: a sale in progress. Stage, probability and forecast follow its pipeline. */
export const opportunity: ObjectDefinition = {
  name: "opportunity",
  path: "opportunities",
  module: "sales",
  label: { zh: "商机", en: "Opportunity" },
  pluralLabel: { zh: "商机", en: "Opportunities" },
  icon: "opportunity",
  numberPrefix: "OP",
  listFields: ["name", "customer_id", "stage", "amount", "probability", "expected_close_date", "forecast_category", "owner_id", "created_at"],
  states: { field: "stage", initial: "discovery", transitions },
  fields: [
    { name: "name", type: "text", label: { zh: "商机名称", en: "Name" }, required: true, maxLength: 255, group: "basic", aliases: ["商机", "名称", "项目名称", "opportunity name", "deal name", "opportunity"] },
    {
      name: "customer_id",
      type: "relation",
      target: "customer",
      label: { zh: "客户", en: "Customer" },
      inverseLabel: { zh: "商机", en: "Opportunities" },
      required: true,
      group: "basic",
      aliases: ["客户名称", "所属客户", "公司名称", "客户编号", "account name", "company", "associated company", "account"],
    },
    { name: "pipeline_id", type: "relation", target: "pipeline", label: { zh: "商机组", en: "Pipeline" }, inverseLabel: { zh: "商机", en: "Opportunities" }, group: "basic", aliases: ["销售流程", "pipeline"] },
    { name: "stage", type: "select", label: { zh: "阶段", en: "Stage" }, options: stageOptions, default: "discovery", emptyValue: "discovery", indexed: true, group: "basic", aliases: ["商机阶段", "销售阶段", "deal stage", "sales stage"] },
    { name: "amount", type: "money", label: { zh: "商机金额", en: "Amount" }, min: 0, decimals: 2, indexed: true, group: "basic", aliases: ["金额", "预计金额", "预计销售金额", "total amount", "deal amount"] },
    { name: "probability", type: "percent", label: { zh: "赢单率", en: "Probability" }, min: 0, max: 100, decimals: 0, group: "forecast", aliases: ["可能性", "成功率", "win probability"] },
    { name: "expected_close_date", type: "date", label: { zh: "预计成交日期", en: "Expected close date" }, indexed: true, group: "forecast", aliases: ["预计成交时间", "预计签单日期", "结束时间", "close date", "closing date"] },
    {
      name: "forecast_category",
      type: "select",
      label: { zh: "预测类别", en: "Forecast category" },
      options: [
        { value: "pipeline", label: { zh: "储备", en: "Pipeline" }, color: "gray" },
        { value: "best_case", label: { zh: "有望", en: "Best case" }, color: "blue" },
        { value: "commit", label: { zh: "承诺", en: "Commit" }, color: "amber" },
        { value: "closed", label: { zh: "已成交", en: "Closed" }, color: "jade" },
        { value: "omitted", label: { zh: "不计入", en: "Omitted" }, color: "gray" },
      ],
      indexed: true,
      group: "forecast",
      aliases: ["预测分类", "forecast category"],
    },
    { name: "contact_id", type: "relation", target: "contact", label: { zh: "主要联系人", en: "Main contact" }, inverseLabel: { zh: "商机", en: "Opportunities" }, group: "people", aliases: ["联系人", "联系人姓名", "contact name"] },
    { name: "contact_ids", type: "relations", target: "contact", label: { zh: "参与联系人", en: "Contacts involved" }, group: "people", aliases: ["其他联系人"] },
    { name: "product_ids", type: "relations", target: "product", label: { zh: "意向产品", en: "Products" }, group: "basic", aliases: ["产品", "商机产品"] },
    { name: "competitor", type: "text", label: { zh: "竞争对手", en: "Competitor" }, maxLength: 255, group: "outcome", aliases: ["竞品", "竞争对手名称"] },
    { name: "lost_reason", type: "select", label: { zh: "输单原因", en: "Reason lost" }, options: lostReasons, indexed: true, group: "outcome", aliases: ["失败原因", "loss reason", "closed lost reason"] },
    { name: "closed_at", type: "datetime", label: { zh: "结束时间", en: "Closed at" }, readOnly: true, indexed: true, group: "outcome", aliases: [] },
    { name: "source", type: "select", label: { zh: "商机来源", en: "Source" }, options: sources, group: "basic", aliases: ["来源", "lead source"] },
    { name: "next_contact_at", type: "datetime", label: { zh: "下次联系时间", en: "Next contact" }, group: "follow_up", aliases: ["下次跟进时间"] },
    { name: "remark", type: "long_text", label: { zh: "备注", en: "Remarks" }, maxLength: 10000, group: "other", aliases: ["备注信息", "描述", "description", "note", "notes"] },
  ],
};
