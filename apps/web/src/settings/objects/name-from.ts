/** A name for the API from English words: "Annual revenue (RMB)" → annual_revenue_rmb. */
export function nameFrom(words: string): string {
  return words
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[_0-9]+|_+$/g, "")
    .slice(0, 63);
}
