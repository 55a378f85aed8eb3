import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { read } from "../testing/read.ts";
import { joinCell, splitCell } from "./cell-list.ts";
import { detectCurrency, readDecimal, writeDecimal } from "./decimal.ts";
import { isEmptyCell } from "./empty-cell.ts";
import { foldText, lengthOf } from "./fold-text.ts";
import { instantOf, wallOf } from "./time-zone.ts";

test("dates as people write them", () => {
  const dates: Record<string, string> = {
    "2026-05-13": "2026-05-13",
    "2026/5/13": "2026-05-13",
    "2026.2.7": "2026-02-07",
    "20240511": "2024-05-11",
    "2026年5月13日": "2026-05-13",
    "２０２６年５月１３日": "2026-05-13",
    "2026 年 5 月 3 号": "2026-05-03",
    "2/17/2026": "2026-02-17",
    "02/03/2026": "2026-02-03",
    "17/2/2026": "2026-02-17",
    "17.2.2026": "2026-02-17",
    "13 May 2026": "2026-05-13",
    "13-Sept-26": "2026-09-13",
    "1st of March 2026": "2026-03-01",
    "May 13, 2026": "2026-05-13",
    "Wed, 13 May 2026": "2026-05-13",
    "2026-05-13(周三)": "2026-05-13",
    "2026-05-13 23:30": "2026-05-13",
    "2026-05-13T22:00:00Z": "2026-05-14",
    "2024-02-29": "2024-02-29",
    "46155": "2026-05-13",
    "46155.75": "2026-05-13",
  };
  for (const [input, value] of Object.entries(dates)) assert.equal(read("date", input), value, input);
  assert.equal(read("date", 46155), "2026-05-13");
  assert.equal(read("date", new Date("2026-05-12T16:00:00Z")), "2026-05-13");
  assert.equal(read("date", "46155", "strict"), "INVALID_DATE");
  for (const input of [
    "2026-02-29",
    "2100-02-29",
    "31/4/2026",
    "13/13/2026",
    "2026-5",
    "5月13日",
    "26-5-13",
    "2026-05-13x",
    "20261301",
    "昨天",
    "1 Juno 2026",
    "12345678901",
  ]) {
    assert.equal(read("date", input), "INVALID_DATE", input);
  }
});

test("times as people write them", () => {
  const times: Record<string, string> = {
    "2026-05-13 08:00": "2026-05-13T00:00:00Z",
    "2026-05-13 8:05:09": "2026-05-13T00:05:09Z",
    "2026/5/13 20:00:00.5": "2026-05-13T12:00:00.5Z",
    "2026-05-13T08:00:00Z": "2026-05-13T08:00:00Z",
    "2026-05-13T08:00:00.1234567Z": "2026-05-13T08:00:00.123Z",
    "2026-05-13T08:00:00+0530": "2026-05-13T02:30:00Z",
    "2026-05-13 08:00:00-04": "2026-05-13T12:00:00Z",
    "2026-05-13 08:00 UTC": "2026-05-13T08:00:00Z",
    "2026-05-13 08:00 GMT+8": "2026-05-13T00:00:00Z",
    "2026年5月13日 下午3:05": "2026-05-13T07:05:00Z",
    "2026年5月13日下午3点": "2026-05-13T07:00:00Z",
    "2026年5月13日 15时05分30秒": "2026-05-13T07:05:30Z",
    "2026-05-13 8点半": "2026-05-13T00:30:00Z",
    "2026/5/13 上午12:00": "2026-05-12T16:00:00Z",
    "2026/5/13 中午12:30": "2026-05-13T04:30:00Z",
    "2026/5/13 晚上9:00": "2026-05-13T13:00:00Z",
    "5/13/2026 12:05 AM": "2026-05-12T16:05:00Z",
    "5/13/2026, 3:05:00 p.m.": "2026-05-13T07:05:00Z",
    "20260513103000": "2026-05-13T02:30:00Z",
    "20260513T1030": "2026-05-13T02:30:00Z",
    "2026-05-13": "2026-05-12T16:00:00Z",
    "2026-05-13 24:00": "2026-05-13T16:00:00Z",
    "46155.5": "2026-05-13T04:00:00Z",
  };
  for (const [input, value] of Object.entries(times)) assert.equal(read("datetime", input), value, input);
  for (const input of [
    "2026-05-13 25:00",
    "2026-05-13 10:60",
    "2026-05-13 13:00 PM",
    "2026-05-13 24:01",
    "2026-05-13 10",
    "10:00",
    "2026-02-30 10:00",
    "2026-05-13 10:00 +99:00",
  ]) {
    assert.equal(read("datetime", input), "INVALID_DATETIME", input);
  }
});

test("amounts and numbers as people write them", () => {
  const amounts: Record<string, string> = {
    "¥1,234.50": "1234.50",
    "￥ 1，234.5": "1234.50",
    "１２３元": "123.00",
    "¥100元整": "100.00",
    "1.2万": "12000.00",
    "1.2万元": "12000.00",
    "3亿": "300000000.00",
    "0.00012万": "1.20",
    "RMB 1 234.50": "1234.50",
    "100 CNY": "100.00",
    "$1,000": "1000.00",
    HK$5: "5.00",
    "-¥5": "-5.00",
    "¥-5": "-5.00",
    "(300)": "-300.00",
    "−5": "-5.00",
    "+5": "5.00",
    ".5": "0.50",
    "1.500": "1.50",
    "1e3": "1000.00",
    "-0": "0.00",
    "9999999999999999.99": "9999999999999999.99",
  };
  for (const [input, value] of Object.entries(amounts)) assert.equal(read("money", input), value, input);
  assert.equal(read("money", 19.99), "19.99");
  assert.equal(read("money", "1.234"), "TOO_MANY_DECIMALS");
  assert.equal(read("money", "10000000000000000"), "OUT_OF_RANGE");
  assert.equal(read("text", "甲\u0000乙"), "UNSTORABLE_TEXT");
  assert.equal(read("text", "甲\ud83d乙"), "UNSTORABLE_TEXT");
  assert.equal(read("text", "甲\u0007乙"), "甲乙");
  assert.equal(read("multi_select", Array.from({ length: 101 }, (_, i) => `标签${i}`).join(",")), "TOO_MANY_VALUES");
  assert.equal(read("money", "5", "cell", { min: 10 }), "OUT_OF_RANGE");
  for (const input of ["面议", "1,23", "1.2.3", "12 34", "1万2", "--5", "¥", "e5", "0x10", "Infinity", "1,234,5"])
    assert.equal(read("money", input), "INVALID_NUMBER", input);
  assert.equal(read("number", "1,234.5"), 1234.5);
  assert.equal(read("number", "１２"), 12);
  assert.equal(read("number", "12元"), "INVALID_NUMBER");
  assert.equal(read("number", "1.5", "cell", { decimals: 0 }), "TOO_MANY_DECIMALS");
  assert.equal(read("percent", "３０％"), 30);
});

test("currencies that an amount names", () => {
  const named: Record<string, string | null> = {
    "¥5": "CNY",
    "5元": "CNY",
    "5万元": "CNY",
    "-￥5": "CNY",
    "US$ 5": "USD",
    $5: "USD",
    "港币 5": "HKD",
    "5 EUR": "EUR",
    "€5": "EUR",
    "5": null,
  };
  for (const [input, code] of Object.entries(named)) assert.equal(detectCurrency(input), code, input);
  const currency = { companionOf: "amount", maxLength: 3 };
  for (const [input, code] of Object.entries({ cny: "CNY", 人民币: "CNY", "¥": "CNY", usd: "USD", 美元: "USD", XXY: "INVALID_CURRENCY" }))
    assert.equal(read("text", input, "strict", currency), code, input);
});

test("yes and no", () => {
  for (const input of ["是", "Y", "yes", "TRUE", "1", "√", "✔️", "Ｙ", true, 1]) assert.equal(read("boolean", input), true, String(input));
  for (const input of ["否", "N", "no", "False", "0", "×", "x", false, 0]) assert.equal(read("boolean", input), false, String(input));
});

test("e-mails and web addresses", () => {
  assert.equal(read("email", " HR4144@EXAMPLE.CN "), "hr4144@example.cn");
  assert.equal(read("email", "ａ＠ｂ.ｃｎ"), "a@b.cn");
  assert.equal(read("email", "张三 <zhang.san@example.cn>"), "zhang.san@example.cn");
  assert.equal(read("email", "mailto:a@b.cn；"), "a@b.cn");
  assert.equal(read("url", "www.example.cn"), "https://www.example.cn");
  assert.equal(read("url", "HTTP://Example.CN/Path"), "http://example.cn/Path");
  assert.equal(read("url", "example.cn:8080/x?y=1"), "https://example.cn:8080/x?y=1");
});

test("options by value or either label", () => {
  const options = [
    { value: "制造业", label: { zh: "制造业", en: "Manufacturing" } },
    { value: "a_level", label: { zh: "Ａ级", en: "Level A" } },
    { value: "Level A", label: { zh: "别的", en: "Other" } },
  ];
  for (const [input, value] of Object.entries({
    " 制造业　": "制造业",
    MANUFACTURING: "制造业",
    a级: "a_level",
    "level  a": "Level A",
    other: "Level A",
    采矿: "UNKNOWN_OPTION",
  })) {
    assert.equal(read("select", input, "strict", { options }), value, input);
  }
  assert.deepEqual(read("multi_select", "制造业；other、A级", "cell", { options }), ["制造业", "Level A", "a_level"]);
  assert.deepEqual(read("multi_select", [" VIP ", "VIP", "", "新 客户"], "strict"), ["VIP", "新 客户"]);
});

test("cells that hold nothing", () => {
  for (const cell of ["", " ", "　", "\u200b", "-", "--", "—", "/", "NULL", "null", "N/A", "n/a", "#N/A", "无", "暂无", "\ufeff", "\t\n"])
    assert.equal(isEmptyCell(cell), true, JSON.stringify(cell));
  for (const cell of ["0", "否", "无锡市", "-1", "NA公司", "a"]) assert.equal(isEmptyCell(cell), false, cell);
});

test("text loses only what nobody sees", () => {
  assert.equal(read("text", "\ufeff 卓凌\u200b科技\n有限公司　"), "卓凌科技 有限公司");
  assert.equal(read("text", "👨‍👩‍👧 家庭"), "👨‍👩‍👧 家庭");
  assert.equal(read("long_text", " a\r\nb\tc "), "a\nb\tc");
  assert.equal(read("text", "ab\u0007c"), "abc");
  assert.equal(lengthOf("a𠮷b"), 3);
  assert.equal(foldText("１２３ＡＢ　"), "123AB");
  assert.equal(read("text", "𠮷".repeat(255), "strict"), "𠮷".repeat(255));
  assert.equal(read("text", "𠮷".repeat(256), "strict"), "TOO_LONG");
});

test("an amount is read back from every way to write it", () => {
  const cents = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n });
  fc.assert(
    fc.property(cents, fc.boolean(), fc.constantFrom("", "¥", "￥", "$"), (value, isGrouped, sign) => {
      const text = writeDecimal({ negative: value < 0n, digits: value < 0n ? -value : value, scale: 2 }, 2);
      assert.equal(read("money", text, "strict"), text);
      const [whole = "", fraction] = text.replace("-", "").split(".");
      const grouped = isGrouped ? whole.replaceAll(/\B(?=(\d{3})+$)/g, ",") : whole;
      assert.equal(read("money", `${value < 0n ? "-" : ""}${sign}${grouped}.${fraction}`), text);
    }),
  );
});

test("decimals are exact", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 20 }), fc.boolean(), (digits, scale, negative) => {
      const read1 = readDecimal(writeDecimal({ negative, digits, scale }));
      assert.ok(read1);
      assert.equal(read1.digits * 10n ** BigInt(20 - read1.scale), digits * 10n ** BigInt(20 - scale));
      assert.equal(read1.negative, negative && digits > 0n);
    }),
  );
});

test("a day is the same in every style", () => {
  const days = fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(days, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [y = "", m = "", d = ""] = iso.split("-");
      const [month, day] = [Number(m), Number(d)];
      const english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1];
      for (const text of [
        iso,
        `${y}/${month}/${day}`,
        `${y}.${month}.${day}`,
        `${y}${m}${d}`,
        `${y}年${month}月${day}日`,
        `${month}/${day}/${y}`,
        `${day} ${english} ${y}`,
      ])
        assert.equal(read("date", text), iso, text);
      if (day > 12) assert.equal(read("date", `${day}/${month}/${y}`), iso);
    }),
  );
});

test("a moment survives the clocks of any zone", () => {
  const moments = fc.date({ min: new Date("1971-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(
      moments,
      fc.constantFrom("Asia/Shanghai", "America/New_York", "Europe/London", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"),
      (date, zone) => {
        const wall = wallOf(date.getTime(), zone);
        const again = instantOf(wall, zone);
        assert.equal(wallOf(again, zone), wall); // an hour of autumn exists twice
        assert.ok(Math.abs(again - date.getTime()) <= 3_600_000);
      },
    ),
  );
  assert.equal(read("datetime", "2026-03-08 02:30", "cell", {}, "America/New_York"), "2026-03-08T07:30:00Z"); // a gap: half past three
});

test("a list survives its cell", () => {
  const value = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom("a", "中", ",", "，", '"', ";", " ", "|", "\n", "、") }).map((s) => s.trim());
  fc.assert(
    fc.property(fc.array(value.filter((s) => s !== "")), (values) => {
      assert.deepEqual(splitCell(joinCell(values)), values);
    }),
  );
});
