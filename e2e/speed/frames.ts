import type { Page } from "playwright-core";
import { middle } from "./report.ts";

export interface Frames {
  /** Milliseconds between two frames. */
  p95: number;
  worst: number;
  count: number;
}

/** Watches the time between frames until the answer is called. */
export async function startFrames(page: Page): Promise<() => Promise<Frames>> {
  await page.evaluate(() => {
    const times: number[] = [];
    let last = performance.now();
    const tick = (now: number) => {
      times.push(now - last);
      last = now;
      handle = requestAnimationFrame(tick);
    };
    let handle = requestAnimationFrame(tick);
    Object.assign(window, {
      stopFrames: () => {
        cancelAnimationFrame(handle);
        return times.slice(1);
      },
    });
  });
  return async () => {
    const times = await page.evaluate(() => (window as unknown as { stopFrames: () => number[] }).stopFrames());
    const sorted = times.sort((a, b) => a - b);
    return { p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0, worst: sorted.at(-1) ?? 0, count: sorted.length };
  };
}

/** The frames while something is done several times: medians, so that one hiccup of the machine decides nothing. */
export async function framesWhile(page: Page, rounds: number, act: (round: number) => Promise<void>): Promise<Frames> {
  const all: Frames[] = [];
  for (let round = 0; round < rounds; round++) {
    const stop = await startFrames(page);
    await act(round);
    all.push(await stop());
    await page.waitForTimeout(400);
  }
  return { p95: middle(all.map((f) => f.p95)), worst: middle(all.map((f) => f.worst)), count: all.reduce((sum, f) => sum + f.count, 0) };
}
