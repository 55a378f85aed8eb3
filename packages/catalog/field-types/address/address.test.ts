import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fieldType } from "../registry.ts";
import { fieldOf, read } from "../testing/read.ts";
import { divisions } from "./divisions.ts";

/** province / city / area / street / detail / code */
const brief = (input: unknown): string => {
  const value = read("address", input) as Record<string, string | null>;
  return [value.province, value.city, value.area, value.street ?? null, value.detail, value.code].map((part) => part ?? "–").join("/");
};

test("free text", () => {
  const readings: Record<string, string> = {
    湖南省娄底市娄星区长江路772号: "湖南省/娄底市/娄星区/–/长江路772号/431302",
    "岗巴县 长江路99号\n(收)": "西藏自治区/日喀则市/岗巴县/–/长江路99号 (收)/540237",
    无锡市梁溪区和平路890号: "江苏省/无锡市/梁溪区/–/和平路890号/320213",
    浙江杭州西湖区文三路1号: "浙江省/杭州市/西湖区/–/文三路1号/330106",
    "浙江省-杭州市-西湖区-文三路1号": "浙江省/杭州市/西湖区/–/文三路1号/330106",
    "浙江/杭州": "浙江省/杭州市/–/–/–/330100",
    "地址：中国浙江省杭州市": "浙江省/杭州市/–/–/–/330100",
    江苏省昆山市前进路1号: "江苏省/苏州市/昆山市/–/前进路1号/320583",
    大理州大理市: "云南省/大理白族自治州/大理市/–/–/532901",
    黔东南州凯里市: "贵州省/黔东南苗族侗族自治州/凯里市/–/–/522601",
    内蒙古锡林郭勒盟二连浩特市: "内蒙古自治区/锡林郭勒盟/二连浩特市/–/–/152501",
    北京市朝阳区建国路1号: "北京市/北京市/朝阳区/–/建国路1号/110105",
    北京市北京市朝阳区建国路1号: "北京市/北京市/朝阳区/–/建国路1号/110105",
    北京市市辖区朝阳区建国路1号: "北京市/北京市/朝阳区/–/建国路1号/110105",
    重庆市县城口县: "重庆市/重庆市/城口县/–/–/500229",
    市辖区江北区解放路78号: "重庆市/重庆市/江北区/–/解放路78号/500105",
    省直辖县级行政区划济源市中山路6号: "河南省/–/济源市/–/中山路6号/419001",
    新疆石河子市: "新疆维吾尔自治区/–/石河子市/–/–/659001",
    广东省东莞市长安镇振安路1号: "广东省/东莞市/东莞市/长安镇/振安路1号/441900",
    杭州市西湖区北山街道保俶路1号: "浙江省/杭州市/西湖区/北山街道/保俶路1号/330106",
    成都市高新区天府大道1号: "四川省/成都市/高新区/–/天府大道1号/510100",
    香港特别行政区中环: "香港特别行政区/–/–/–/中环/810000",
    台湾省台北: "台湾省/–/–/–/台北/710000",
  };
  for (const [input, value] of Object.entries(readings)) assert.equal(brief(input), value, input);
});

test("what is not certain stays open", () => {
  const readings: Record<string, string> = {
    "白云区 解放路586号": "–/–/白云区/–/解放路586号/–",
    "郊区 解放路1号": "–/–/郊区/–/解放路1号/–",
    北京路88号: "–/–/–/–/北京路88号/–",
    上海西路3号: "–/–/–/–/上海西路3号/–",
    青海湖景区: "–/–/–/–/青海湖景区/–",
    东区3栋: "–/–/–/–/东区3栋/–",
    北京朝阳路12号: "北京市/北京市/–/–/朝阳路12号/110000",
    上海市南京西路1号: "上海市/上海市/–/–/南京西路1号/310000",
    河北区中山路1号: "天津市/天津市/河北区/–/中山路1号/120105",
    "1600 Amphitheatre Parkway": "–/–/–/–/1600 Amphitheatre Parkway/–",
    吉林市船营区: "吉林省/吉林市/船营区/–/–/220204",
    吉林吉林市船营区: "吉林省/吉林市/船营区/–/–/220204",
  };
  for (const [input, value] of Object.entries(readings)) assert.equal(brief(input), value, input);
  // of two areas of that name only one has the street
  assert.equal(brief("西湖区北山街道12号"), "浙江省/杭州市/西湖区/北山街道/12号/330106");
});

test("parts", () => {
  assert.equal(brief({ province: "浙江", city: "杭州", area: "西湖", detail: "文三路1号" }), "浙江省/杭州市/西湖区/–/文三路1号/330106");
  assert.equal(brief({ code: "330106" }), "浙江省/杭州市/西湖区/–/–/330106");
  assert.equal(brief({ code: "330106001", detail: "x" }), "浙江省/杭州市/西湖区/–/x/330106");
  assert.equal(brief({ area: "西湖区", code: "360103" }), "江西省/南昌市/西湖区/–/–/360103");
  assert.equal(brief({ province: "北京市", city: "市辖区", area: "朝阳区" }), "北京市/北京市/朝阳区/–/–/110105");
  assert.equal(brief({ province: "California", city: "Mountain View", detail: "1 Main St" }), "California/Mountain View/–/–/1 Main St/–");
  assert.equal(brief({ province: "浙江省", area: "白云区" }), "浙江省/–/白云区/–/–/330000");
  assert.equal(brief({ province: "浙江", city: "-", area: "NULL", detail: "x" }), "浙江省/–/–/–/x/330000");
  assert.equal(read("address", { detail: " " }), null);
  assert.equal(read("address", '{"not json'), "INVALID_ADDRESS");
  assert.equal(read("address", '{"detail":""}'), null);
  assert.equal(read("address", { code: "999999" }), "INVALID_ADDRESS");
  assert.equal(read("address", { town: "x" }), "INVALID_ADDRESS");
});

test("every division of the country is found by its full name, and read again as itself", () => {
  const { byCode } = divisions();
  for (const area of byCode.values()) {
    if (area.level !== "area") continue;
    const value = read("address", { code: area.code, detail: "人民路1号" }) as Record<string, string>;
    const text = [value.province, value.city === value.province ? "" : (value.city ?? ""), value.area, value.detail].join("");
    assert.deepEqual(read("address", text), value, text);
    assert.deepEqual(read("address", value, "strict"), value);
  }
});

test("a cell of any address gives the same address", () => {
  const codes = [...divisions().byCode.keys()];
  const detail = fc.constantFrom("人民路1号", "杭州市文三路", "朝阳区路口", "西湖 12栋", "(收)", "街道办", "{x}", '{"a', "北京");
  const parts = fc.record({ code: fc.constantFrom(...codes), detail: fc.option(detail, { nil: undefined }) });
  const loose = fc.record({
    province: fc.constantFrom("浙江", "加州", undefined),
    city: fc.constantFrom("杭州", "Paris", undefined),
    area: fc.constantFrom("西湖区", "白云区", "郊区", undefined),
    detail,
  });
  const field = fieldOf("address");
  fc.assert(
    fc.property(fc.oneof(parts, loose), (input) => {
      const value = read("address", input, "strict");
      assert.deepEqual(read("address", value, "strict"), value);
      const cell = fieldType("address").toCell(value as never, field, { locale: "zh-CN", timeZone: "UTC" });
      assert.deepEqual(read("address", cell), value, cell);
    }),
    { numRuns: 400 },
  );
});
