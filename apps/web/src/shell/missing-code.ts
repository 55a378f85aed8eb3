/** Code of the page that could not be loaded: the network is gone, or the server has a newer version. Browsers word it each in their way. */
export function isMissingCode(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|Importing a module script failed|Unable to preload CSS/i.test(error.message);
}
