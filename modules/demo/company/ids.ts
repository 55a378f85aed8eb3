import type { Random } from "./random.ts";

/** Ids of one run in their order of time: UUIDv7 (RFC 9562 §5.7) whose random bits come from the run's own stream. */
export function idsOf(random: Random): (at: number) => string {
  const hex = (bits: number): string =>
    Math.floor(random.next() * 2 ** bits)
      .toString(16)
      .padStart(bits / 4, "0");
  return (at) => {
    const time = Math.floor(at).toString(16).padStart(12, "0");
    const variant = (8 + random.int(0, 3)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(12)}-${variant}${hex(12)}-${hex(24)}${hex(24)}`;
  };
}
