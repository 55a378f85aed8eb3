import type { Principal } from "@keshu/kernel";
import type { Change } from "@keshu/records";

/** The live end of the change log: calls back with what the principal may see, in commit order. */
export interface ChangeSource {
  /** Tells what is committed once `ready` has come. `principal` is asked at each delivery, since rights change. */
  subscribe(principal: () => Principal, onChange: (change: Change) => void): { ready: Promise<void>; stop(): void };
  /** Something was written here: look now. */
  wake?(): void;
}
