/** What stands for a value of which nothing may be shown. */
export const concealed = "****";

/** `张三丰` → `张**`, `卓凌科技有限公司` → `卓****司`; a single character is hidden whole. */
export function maskText(text: string): string {
  const characters = [...text];
  if (characters.length < 2) return concealed;
  if (characters.length < 5) return `${characters[0]}${"*".repeat(characters.length - 1)}`;
  return `${characters[0]}${concealed}${characters.at(-1)}`;
}
