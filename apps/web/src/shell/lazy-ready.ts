import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { isMissingCode, tellMissingCode } from "./missing-code.ts";

type Loaded<P> = { default: ComponentType<P> };

/** Stands for a part whose code did not come: nothing, while a bar says so. */
const Nothing = () => null;

/**
 * `lazy` for a part of a page. Its code can be brought before it is needed: once `ready` has done so, the component is
 * there at once, and keys pressed right after what opened it already reach it. Code that cannot be loaded leaves the
 * page as it is; `MissingCodeBar` says so.
 */
export function lazyReady<P>(load: () => Promise<Loaded<P>>): LazyExoticComponent<ComponentType<P>> & { ready: () => Promise<void> } {
  let loaded: Loaded<P> | undefined;
  // React takes what a thenable gives at once without showing a fallback
  // biome-ignore lint/suspicious/noThenProperty: meant to be one
  const now = { then: (give: (module: unknown) => void) => give(loaded) } as unknown as Promise<Loaded<P>>;
  const ready = async () => {
    loaded ??= await load().catch(() => undefined);
  };
  const orNothing = (error: unknown): Loaded<P> => {
    if (!isMissingCode(error)) throw error;
    tellMissingCode();
    return { default: Nothing };
  };
  return Object.assign(
    lazy(() => (loaded ? now : load().catch(orNothing))),
    { ready },
  );
}
