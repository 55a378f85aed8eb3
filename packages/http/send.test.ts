import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCookie } from "./authentication.ts";
import { versionOf } from "./records/if-match.ts";
import { preferredEncoding } from "./send.ts";

describe("headers", () => {
  it("chooses br, then gzip, then nothing", () => {
    assert.equal(preferredEncoding("gzip, deflate, br"), "br");
    assert.equal(preferredEncoding("gzip;q=0.8, br;q=0"), "gzip");
    assert.equal(preferredEncoding("br;q=0.0, gzip; q=0"), null);
    assert.equal(preferredEncoding("brotli"), null);
    assert.equal(preferredEncoding(""), null);
  });

  it("reads a cookie among others", () => {
    assert.equal(readCookie('a=1; keshu_session="x.y"; keshu_session2=z', "keshu_session"), "x.y");
    assert.equal(readCookie("keshu_session", "keshu_session"), undefined);
    assert.equal(readCookie("xkeshu_session=1", "keshu_session"), undefined);
  });

  it("reads If-Match in its forms", () => {
    assert.deepEqual([versionOf("7"), versionOf('"7"'), versionOf('W/"7"'), versionOf("*"), versionOf(undefined)], [7, 7, 7, undefined, undefined]);
    for (const bad of ["", '"7', "seven", '"7", "8"', "-1", "1".repeat(12)]) assert.throws(() => versionOf(bad), { code: "INVALID_PARAMETER" });
  });
});
