import { type ComponentType, type LazyExoticComponent, lazy } from "react";

/**
 * `lazy` whose code can be brought before it is needed: once `ready` has done so, the component is there at once, and keys
 * pressed right after what opened it already reach it.
 */
export function lazyReady<P>(load: () => Promise<{ default: ComponentType<P> }>): LazyExoticComponent<ComponentType<P>> & { ready: () => void } {
  let loaded: { default: ComponentType<P> } | undefined;
  // React takes what a thenable gives at once without showing a fallback
  // biome-ignore lint/suspicious/noThenProperty: meant to be one
  const now = { then: (give: (module: unknown) => void) => give(loaded) } as unknown as Promise<{ default: ComponentType<P> }>;
  const ready = () =>
    void load()
      .then((module) => {
        loaded = module;
      })
      .catch(() => undefined);
  return Object.assign(
    lazy(() => (loaded ? now : load())),
    { ready },
  );
}
