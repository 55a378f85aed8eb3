import assert from "node:assert/strict";
import { test } from "node:test";
import { companyKey } from "./company-key.ts";

test("spellings of one company have one key", () => {
  const spellings = ["中生（日照）股份有限公司", "\u3000中生(日照)股份有限责任公司 ", "中生日照有限公司", "中生日照", "中生\u200b日照 股份有限公司"];
  assert.deepEqual([...new Set(spellings.map(companyKey))], ["中生日照"]);
  assert.equal(companyKey("宁波恒發纸業集團有限公司"), companyKey("宁波恒发纸业集团有限公司"));
  assert.equal(companyKey("Acme Co., Ltd."), companyKey("ＡＣＭＥ"));
});

test("a group is not its subsidiary, and a name of nothing but a form keeps it", () => {
  assert.notEqual(companyKey("喝两口集团有限公司"), companyKey("喝两口有限公司"));
  assert.equal(companyKey("有限公司"), "有限公司");
  assert.equal(companyKey("……"), "");
});
