import assert from "node:assert/strict";
import { test } from "node:test";
import { divisionTree, partsOf, pathOf } from "./division-tree.ts";

const tree = divisionTree({
  "11": "北京市",
  "1101": "市辖区",
  "110105": "朝阳区",
  "33": "浙江省",
  "3301": "杭州市",
  "330106": "西湖区",
  "42": "湖北省",
  "4290": "省直辖县级行政区划",
  "429004": "仙桃市",
});

test("shelves are no cities: their areas stand under the province", () => {
  assert.deepEqual(
    tree.map((p) => [p.value, p.children?.map((c) => [c.value, c.children?.map((a) => a.value)])]),
    [
      ["北京市", [["朝阳区", undefined]]],
      ["浙江省", [["杭州市", ["西湖区"]]]],
      ["湖北省", [["仙桃市", undefined]]],
    ],
  );
});

test("a path becomes the parts of an address and back", () => {
  const [province] = tree.filter((p) => p.value === "浙江省");
  const city = province?.children?.[0];
  const area = city?.children?.[0];
  assert.ok(province && city && area);
  assert.deepEqual(partsOf([province, city, area]), { province: "浙江省", city: "杭州市", area: "西湖区", code: "330106" });
  assert.deepEqual(partsOf([province]), { province: "浙江省", city: null, area: null, code: "330000" });
  assert.deepEqual(pathOf(tree, ["浙江省", "杭州市", "西湖区"]), ["浙江省", "杭州市", "西湖区"]);
  assert.deepEqual(pathOf(tree, ["北京市", "北京市", "朝阳区"]), ["北京市", "朝阳区"]);
  assert.deepEqual(pathOf(tree, ["别处", null]), []);
});
