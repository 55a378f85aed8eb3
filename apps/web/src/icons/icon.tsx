import { type IconName, paths } from "./paths.ts";

/** A line icon of 16 px that takes the colour of its text; meaning always stands beside it in words. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="k-icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

export function iconNameOf(name: string | undefined): IconName {
  return name && name in paths ? (name as IconName) : "cube";
}
