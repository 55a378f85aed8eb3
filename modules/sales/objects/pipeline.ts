import type { ObjectDefinition } from "@keshu/catalog";

/** 商机组: which stages a kind of sale goes through, in order, and how likely each is to be won. */
export const pipeline: ObjectDefinition = {
  name: "pipeline",
  path: "pipelines",
  module: "sales",
  label: { zh: "商机组", en: "Pipeline" },
  pluralLabel: { zh: "商机组", en: "Pipelines" },
  icon: "columns",
  numberPrefix: "PL",
  listFields: ["name", "is_default", "is_active", "remark"],
  isNavigable: false,
  isAdministered: true,
  baseline: { read: "all" },
  fields: [
    {
      name: "name",
      type: "text",
      label: { zh: "商机组名称", en: "Name" },
      required: true,
      unique: true,
      maxLength: 100,
      group: "basic",
      inEnglish: "name_en",
      aliases: ["名称", "商机组"],
    },
    { name: "name_en", type: "text", label: { zh: "英文名称", en: "English name" }, maxLength: 100, group: "basic" },
    {
      name: "stages",
      type: "json",
      label: { zh: "阶段", en: "Stages" },
      help: {
        zh: '按顺序列出进行中的阶段和赢单率，例如 [{"stage":"discovery","probability":10}]；赢单、输单、无效始终存在',
        en: 'The open stages in order with their win probability, such as [{"stage":"discovery","probability":10}]; won, lost and void always exist',
      },
      required: true,
      group: "basic",
    },
    { name: "is_default", type: "boolean", label: { zh: "默认", en: "Default" }, default: false, emptyValue: false, group: "basic" },
    { name: "is_active", type: "boolean", label: { zh: "启用", en: "Active" }, default: true, emptyValue: true, group: "basic" },
    { name: "remark", type: "long_text", label: { zh: "备注", en: "Remarks" }, maxLength: 2000, group: "other" },
  ],
};
