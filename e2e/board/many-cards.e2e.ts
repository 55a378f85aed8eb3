import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Board, card, dragTo, lane, openBoard, startBoard } from "./board-page.ts";

let board: Board;

before(async () => {
  board = await startBoard();
});
after(() => board.stop());

test("ten thousand cards scroll to the last and are dragged without dropped frames", { timeout: 180_000 }, async () => {
  const { rows } = await board.server.db.query<{ id: string }>("select id from crm.pipeline where is_default limit 1");
  await board.server.db.query(
    `insert into crm.opportunity (id, name, number, stage, pipeline_id, customer_id, amount, amount_currency, version, created_at, updated_at, stage_changed_at)
     select gen_random_uuid(), '批量商机' || lpad(i::text, 5, '0'), 'OX' || i, 'discovery', $1, $2, 1, 'CNY', 1, now(), now(), now() - i * interval '1 second' from generate_series(1, 10000) i`,
    [rows[0]?.id, board.customerId],
  );
  const { page, problems } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page);
  const cards = lane(page, "初步接洽").locator(".k-lane-cards");
  await card(page, "批量商机00001").waitFor();
  // everything is loaded while it passes by
  for (let i = 1; i <= 20; i++) {
    await cards.evaluate((e, share) => e.scrollTo(0, e.scrollHeight * share), i / 20);
    await page.waitForTimeout(60);
  }
  await card(page, "批量商机10000").waitFor();
  assert.ok((await page.locator("[data-card]").count()) < 150);
  await cards.evaluate((e) => e.scrollTo(0, 0));
  await card(page, "批量商机00001").waitFor();
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    let last = performance.now();
    const tick = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await dragTo(page, card(page, "批量商机00002"), lane(page, "商务谈判"), false);
  for (let i = 0; i < 60; i++) {
    await page.mouse.move(400 + i * 8, 400 + (i % 20));
    await page.waitForTimeout(8);
  }
  const frames = (await page.evaluate(() => (window as unknown as { frames: number[] }).frames)).sort((a, b) => a - b);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  const p90 = frames[Math.floor(frames.length * 0.9)] ?? 0;
  assert.ok(p90 < 34, `90% of ${frames.length} frames within ${p90.toFixed(1)} ms`);
  assert.deepEqual(problems, []);
});
