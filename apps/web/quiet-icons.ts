import type { Plugin } from "vite";

const named = '"aria-label": icon.name';

/**
 * Hides Ant Design's own icons from screen readers: they are named by their English file ("exclamation-circle"), stand
 * in questions, messages and loading buttons, and always have words beside them. A name given on purpose stays.
 */
export function quietIcons(): Plugin {
  return { name: "quiet-icons", apply: "build", transform: (code, id) => quietIcon(code, id) };
}

/** The code of the part that draws every such icon, without the name; nothing for other files. */
export function quietIcon(code: string, id: string): string | undefined {
  if (!/@ant-design\/icons\/es\/components\/AntdIcon(Light)?\.js$/.test(id)) return undefined;
  if (!code.includes(named)) throw new Error("Ant Design names its icons in another way than expected: look at quiet-icons.ts");
  return code.replace(named, '"aria-hidden": restProps["aria-label"] ? undefined : true');
}
