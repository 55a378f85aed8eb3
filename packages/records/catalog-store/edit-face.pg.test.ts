import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ApplicationError, type Context, type Database } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { addObject, currentCatalog, loadCatalog, updateField, updateObject } from "../index.ts";
import { prepareEngine, testContext, testPrincipal } from "../testing.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  ctx = testContext(db);
});
after(() => close());

const refused = (code: string, path?: string) => (error: unknown) =>
  error instanceof ApplicationError && error.code === code && (path === undefined || error.errors[0]?.path === path);

test("a standard object is called and drawn otherwise, and as before again", async () => {
  const before = currentCatalog().byName.get("customer");
  await updateObject(ctx, "customer", { label: { zh: "会员单位", en: "Member" }, icon: "users" });
  const other = await updateObject(ctx, "customer", { pluralLabel: { zh: "会员单位", en: "Members" } });
  assert.deepEqual([other.label.zh, other.pluralLabel.en, other.icon, other.path], ["会员单位", "Members", "users", before?.path]);
  await updateField(ctx, "customer", "name", { label: { zh: "单位名称", en: "Name" } });
  assert.equal((await loadCatalog(db)).byName.get("customer")?.label.en, "Member");
  const again = await updateObject(ctx, "customer", { label: null, pluralLabel: null, icon: null });
  assert.deepEqual([again.label, again.pluralLabel, again.icon], [before?.label, before?.pluralLabel, before?.icon]);
  assert.equal(again.fields.get("name")?.label.zh, "单位名称");
});

test("so is a custom one, and it always has a name", async () => {
  await addObject(ctx, { name: "gadget", label: { zh: "器件", en: "Gadget" }, icon: "cube" });
  const changed = await updateObject(ctx, "gadget", { label: { zh: "元件", en: "Part" }, icon: null });
  assert.deepEqual([changed.label.zh, changed.icon], ["元件", undefined]);
  await assert.rejects(updateObject(ctx, "gadget", { label: null }), refused("VALIDATION_FAILED", "label"));
  for (const label of [
    { zh: "", en: "x" },
    { zh: "x", en: "y".repeat(101) },
    { zh: "a\0b", en: "x" },
  ])
    await assert.rejects(updateObject(ctx, "gadget", { label }), refused("VALIDATION_FAILED"));
  await assert.rejects(updateObject(ctx, "gadget", { icon: "<svg>" }), refused("VALIDATION_FAILED", "icon"));
  await assert.rejects(updateObject(ctx, "nothing", { icon: "cube" }), refused("UNKNOWN_OBJECT"));
  await assert.rejects(
    updateObject(testContext(db, testPrincipal({ isAdministrator: false, reach: () => null })), "gadget", { icon: "cube" }),
    refused("FORBIDDEN"),
  );
});
