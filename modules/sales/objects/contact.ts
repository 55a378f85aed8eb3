import type { ObjectDefinition } from "@keshu/catalog";
import { decisionRoles } from "./lists.ts";

/** 联系人: a person at a customer. */
export const contact: ObjectDefinition = {
  name: "contact",
  path: "contacts",
  module: "sales",
  label: { zh: "联系人", en: "Contact" },
  pluralLabel: { zh: "联系人", en: "Contacts" },
  icon: "contact",
  numberPrefix: "CT",
  listFields: ["name", "customer_id", "title", "decision_role", "mobile", "email", "is_primary", "owner_id", "created_at"],
  fields: [
    { name: "name", type: "text", label: { zh: "姓名", en: "Name" }, required: true, maxLength: 255, group: "basic", aliases: ["联系人", "联系人姓名", "联系人名称", "名称", "full name", "contact name", "person - name", "first name"] },
    {
      name: "customer_id",
      type: "relation",
      target: "customer",
      label: { zh: "客户", en: "Customer" },
      inverseLabel: { zh: "联系人", en: "Contacts" },
      group: "basic",
      aliases: ["客户名称", "所属客户", "公司", "公司名称", "客户编号", "company", "company name", "account name", "associated company", "organization - name", "account"],
    },
    { name: "title", type: "text", label: { zh: "职务", en: "Title" }, maxLength: 100, group: "basic", aliases: ["职位", "岗位", "job title", "position"] },
    { name: "decision_role", type: "select", label: { zh: "决策角色", en: "Decision role" }, options: decisionRoles, indexed: true, group: "basic", aliases: ["角色", "是否关键决策人", "关键决策人", "decision role", "role"] },
    { name: "is_primary", type: "boolean", label: { zh: "首要联系人", en: "Primary contact" }, default: false, emptyValue: false, group: "basic", aliases: ["主要联系人", "是否首要联系人", "primary", "is primary"] },
    { name: "mobile", type: "phone", label: { zh: "手机", en: "Mobile" }, indexed: true, sensitivity: "personal", group: "contact", aliases: ["手机号", "手机号码", "移动电话", "mobile phone", "mobile number", "cell", "phone_home"] },
    { name: "phone", type: "phone", label: { zh: "电话", en: "Phone" }, sensitivity: "personal", group: "contact", aliases: ["联系电话", "电话号码", "办公电话", "座机", "telephone", "phone number", "person - phone", "phone 1 - value", "phone_work"] },
    { name: "email", type: "email", label: { zh: "邮箱", en: "E-mail" }, indexed: true, sensitivity: "personal", group: "contact", aliases: ["电子邮箱", "邮件", "电子邮件", "email", "email address", "person - email", "e-mail 1 - value", "email_work"] },
    { name: "wechat", type: "text", label: { zh: "微信", en: "WeChat" }, maxLength: 100, sensitivity: "personal", group: "contact", aliases: ["微信号", "wechat id"] },
    { name: "address", type: "address", label: { zh: "地址", en: "Address" }, sensitivity: "personal", group: "contact", aliases: ["联系地址", "详细地址", "street", "mailing street", "home address 1"] },
    {
      name: "gender",
      type: "select",
      label: { zh: "性别", en: "Gender" },
      options: [
        { value: "男", label: { zh: "男", en: "Male" } },
        { value: "女", label: { zh: "女", en: "Female" } },
      ],
      sensitivity: "personal",
      group: "person",
      aliases: ["sex"],
    },
    { name: "birthday", type: "date", label: { zh: "生日", en: "Birthday" }, sensitivity: "personal", group: "person", aliases: ["出生日期", "birthdate", "date of birth"] },
    {
      name: "consent",
      type: "multi_select",
      label: { zh: "营销授权", en: "Marketing consent" },
      help: { zh: "联系人同意以哪些方式接收营销信息", en: "Ways in which the contact agreed to receive marketing" },
      options: [
        { value: "sms", label: { zh: "短信", en: "SMS" } },
        { value: "phone", label: { zh: "电话", en: "Phone" } },
        { value: "email", label: { zh: "邮件", en: "E-mail" } },
        { value: "wechat", label: { zh: "微信", en: "WeChat" } },
      ],
      group: "person",
      aliases: ["授权", "同意"],
    },
    { name: "next_contact_at", type: "datetime", label: { zh: "下次联系时间", en: "Next contact" }, group: "follow_up", aliases: ["下次跟进时间", "next contact date"] },
    { name: "remark", type: "long_text", label: { zh: "备注", en: "Remarks" }, maxLength: 10000, group: "other", aliases: ["备注信息", "描述", "description", "background", "note", "notes"] },
  ],
};
