import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { read } from "./testing/read.ts";

// Customers of a shop as it exported them, in GB18030, and the clean value of each of their fields.
const rows = records(new TextDecoder("gb18030").decode(readFileSync(new URL("./fixtures/shop_users_sample.csv", import.meta.url))));
const truth = new Map(records(readFileSync(new URL("./fixtures/shop_users_sample_truth.csv", import.meta.url), "utf8")).map((row) => [row.user_id, row]));
const industries = [
  "制造业",
  "批发零售",
  "信息技术",
  "建筑业",
  "交通运输",
  "教育",
  "医疗健康",
  "金融",
  "农业",
  "餐饮住宿",
  "房地产",
  "能源",
  "公共服务",
  "其他",
];
const options = industries.map((value) => ({ value, label: { zh: value, en: value } }));

function records(csv: string): Record<string, string>[] {
  const lines: string[][] = [[]];
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end !== ",") lines.push([]);
  }
  const [head = [], ...body] = lines.filter((line) => line.length > 1);
  return body.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i] ?? ""])));
}

test("dirty customers are read as they are meant", () => {
  assert.equal(rows.length, 290);
  for (const row of rows) {
    const wanted = truth.get(row.user_id as string) as Record<string, string>;
    assert.equal(read("phone", row.手机号) ?? "", wanted.mobile_e164, row.手机号);
    assert.equal(read("email", row.邮箱) ?? "", wanted.email, row.邮箱);
    assert.equal(read("select", row.行业, "cell", { options }) ?? "其他", wanted.industry, row.行业);
    assert.equal(read("date", row.更新时间) ?? "", wanted.updated, row.更新时间);
    const address = read("address", row.地址) as { province: string | null; area: string | null };
    assert.equal(address.area, wanted.area, row.地址);
    // the name of an area that several provinces have says nothing of its province
    if (address.province !== null) assert.equal(address.province, wanted.province, row.地址);
  }
  const known = rows.filter((row) => (read("address", row.地址) as { province: string | null }).province !== null);
  assert.ok(known.length >= rows.length * 0.95);
});
