import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type FieldTypeId, type ObjectType, sanitizeObject } from "@keshu/catalog";
import type { Principal } from "@keshu/kernel";
import { createCsvParser } from "../reading/csv.ts";
import { normaliseHeader } from "./normalise-header.ts";
import { confident, type Suggestion, suggestMapping } from "./suggest-mapping.ts";

const anyone = { fieldAccess: () => "write", restrictedFields: () => new Map() } as unknown as Principal;

/** Objects with names and types only: what is recognised here comes from the table of headers. */
function object(name: string, fields: string, targets: Record<string, string> = {}): ObjectType {
  return sanitizeObject({
    name,
    label: { zh: name, en: name },
    titleField: name === "activity" ? "content" : "name",
    fields: fields.split(" ").map((f) => {
      const [field = "", type = "text"] = f.split(":");
      return {
        name: field,
        type: type as FieldTypeId,
        label: { zh: field, en: field },
        ...(targets[field] ? { target: targets[field] } : {}),
        ...(type === "relation" || type === "relations" ? { target: targets[field] ?? "customer" } : {}),
      };
    }),
  });
}

const objects: Record<string, ObjectType> = {
  customer: object(
    "customer",
    "name level industry source parent_id:relation contact_name mobile:phone phone:phone email:email website:url region address:address remark:long_text is_locked:boolean next_contact_at:datetime",
  ),
  contact: object(
    "contact",
    "name customer_id:relation title decision_role mobile:phone phone:phone email:email gender birthday:date address:address remark:long_text next_contact_at:datetime",
  ),
  lead: object(
    "lead",
    "name company title status level industry source campaign mobile:phone phone:phone email:email website:url region address:address remark:long_text next_contact_at:datetime",
  ),
  opportunity: object(
    "opportunity",
    "name customer_id:relation stage amount:money probability:percent expected_close_date:date forecast_category contact_id:relation contact_ids:relations product_ids:relations source remark:long_text",
  ),
  product: object("product", "name code category unit price:money status description:long_text"),
  activity: object("activity", "type content:long_text happened_at:datetime customer_id:relation contact_id:relation opportunity_id:relation"),
};

const exports: Record<string, string> = {
  "Salesforce Leads": "lead",
  "Salesforce Accounts": "customer",
  "Google Contacts (common)": "contact",
  "Outlook Leads": "lead",
  "Act! Leads": "lead",
  "Act! Accounts": "customer",
  "EspoCRM Account": "customer",
  "EspoCRM Contact": "contact",
  "EspoCRM Lead": "lead",
  "EspoCRM Opportunity": "opportunity",
  "WukongCRM customer 客户": "customer",
  "WukongCRM leads 线索": "lead",
  "WukongCRM contacts 联系人": "contact",
  "WukongCRM product 产品": "product",
  "WukongCRM business 商机": "opportunity",
  "CordysCRM customer": "customer",
  "CordysCRM clue": "lead",
  "CordysCRM opportunity": "opportunity",
  "CordysCRM product": "product",
  "CordysCRM contact": "contact",
  "CordysCRM record": "activity",
  "HubSpot contacts": "contact",
  "HubSpot companies": "customer",
  "HubSpot deals": "opportunity",
  "Salesforce lead report": "lead",
  "Salesforce contact report": "contact",
  "Salesforce opportunity report": "opportunity",
  "Pipedrive persons": "contact",
  "Google Contacts new csv": "contact",
};

const headers = new Map<string, string[]>();
const parser = createCsvParser(",");
for (const { cells } of [...parser.push(readFileSync(new URL("./fixtures/crm-field-headers.csv", import.meta.url), "utf8")), ...parser.end()].slice(1)) {
  const key = `${cells[0]} ${cells[1]}`;
  headers.set(key, [...(headers.get(key) ?? []), cells[2] as string]);
}

function suggest(key: string): Suggestion[] {
  return suggestMapping(objects[exports[key] as string] as ObjectType, anyone, headers.get(key) ?? [], []);
}

test("no field is proposed twice, for any system's export", () => {
  for (const key of Object.keys(exports)) {
    const fields = suggest(key).flatMap((s) => (s.field ? [s.field] : []));
    assert.equal(new Set(fields).size, fields.length, key);
    assert.ok(fields.length > 0, key);
  }
});

test("the headers other systems use find the fields that hold the same", () => {
  let mapped = 0;
  let all = 0;
  for (const key of Object.keys(exports)) {
    const suggestions = suggest(key);
    all += suggestions.length;
    mapped += suggestions.filter((s) => s.field && s.confidence >= confident).length;
  }
  // The others are columns we have no field for: fax, postal code, second addresses, salutations, section titles.
  assert.ok(mapped / all > 0.53, `${mapped} of ${all}`);
  const expected: Record<string, Record<string, string | null>> = {
    "Salesforce Accounts": {
      "Account Name": "name",
      Rating: "level",
      "Billing Street": "address.detail",
      "Billing City": "address.city",
      "Billing State": "address.province",
      Phone: "phone",
      Fax: null,
      "Created Date": "created_at",
      "Shipping City": null,
    },
    "HubSpot contacts": {
      "First Name": "name.first",
      "Last Name": "name.last",
      "Phone Number": "phone",
      "Associated Company": "customer_id",
      "Associated Company IDs": null,
      "Job Title": "title",
      "Contact owner": "owner_id",
    },
    "HubSpot deals": { "Deal Name": "name", "Deal Stage": "stage", Amount: "amount", "Deal owner": "owner_id" },
    "Pipedrive persons": {
      "Person - Name": "name",
      "Person - Email": "email",
      "Person - Phone": "phone",
      "Organization - Name": "customer_id",
      "Person - Last activity date": null,
    },
    "Google Contacts (common)": {
      phone_mobile: "mobile",
      phone_work: "phone",
      phone_home: null,
      phone_fax: null,
      email1: "email",
      birthdate: "birthday",
      assigned_user_name: "owner_id",
    },
    "CordysCRM clue": {
      公司名称: "company",
      联系人名称: "name",
      联系人电话: "mobile",
      线索来源: "source",
      基本信息: null,
      负责人: "owner_id",
      负责人信息: null,
    },
    "CordysCRM opportunity": {
      客户名称: "customer_id",
      业务编码: "number",
      金额: "amount",
      可能性: "probability",
      结束时间: "expected_close_date",
      联系人: "contact_id",
    },
    "Act! Leads": {
      Company: "company",
      "Mobile Phone": "mobile",
      Phone: "phone",
      "Phone Ext-": null,
      "Asst. Phone": null,
      "E-mail": "email",
      "Web Site": "website",
    },
    "EspoCRM Contact": { name: "name", emailAddress: "email", phoneNumber: "phone", account: "customer_id", doNotCall: null },
  };
  for (const [key, pairs] of Object.entries(expected)) {
    const found = new Map(suggest(key).map((s) => [s.column, s.field]));
    for (const [column, field] of Object.entries(pairs)) assert.equal(found.get(column), field, `${key}: ${column}`);
  }
});

test("a shop's Chinese file maps by itself", () => {
  const header = ["user_id", "客户编号", "公司名称", "联系人", "手机号", "邮箱", "行业", "地址", "更新时间"];
  const found = suggestMapping(objects.customer as ObjectType, anyone, header, [
    ["U1", "C1", "甲公司", "张三", "１３８００１３８０００", "a@b.cn", "教育", "杭州市", "2026/5/1"],
  ]);
  assert.deepEqual(
    found.map((s) => s.field),
    [null, "number", "name", "contact_name", "mobile", "email", "industry", "address", "updated_at"],
  );
});

test("spelling, marks and contents help, and never against the evidence", () => {
  const customer = objects.customer as ObjectType;
  const rows = Array.from({ length: 5 }, (_, i) => [`张${i}`, `1380013800${i}`, `a${i}@b.cn`, "2026-01-02", "x"]);
  assert.deepEqual(
    suggestMapping(customer, anyone, ["＊客户名称（必填）", "Moblie Phone", "foo", "bar", "baz"], rows).map((s) => s.field),
    ["name", "mobile", "email", null, null],
  );
  const [wrong] = suggestMapping(
    customer,
    anyone,
    ["电话"],
    rows.map((r) => [r[2] as string]),
  );
  assert.ok(!wrong?.field || wrong.confidence < confident || wrong.field === "email");
  assert.equal(normaliseHeader("Zip/Postal Code *"), "zippostalcode");
  assert.equal(normaliseHeader("客戶名稱"), "客户名称");
});

test("hidden and read-only fields are not proposed", () => {
  const careful = {
    fieldAccess: (_: string, f: string) => (f === "mobile" ? "hidden" : f === "email" ? "read" : "write"),
    restrictedFields: () => new Map(),
  } as unknown as Principal;
  const found = suggestMapping(objects.customer as ObjectType, careful, ["公司名称", "手机", "邮箱", "版本"], []);
  assert.deepEqual(
    found.map((s) => s.field),
    ["name", "phone", null, null],
  );
});
