/** Lets the browser show a page of our own when the server cannot be reached at a reload; without HTTPS it shows its own. */
export function keepOfflinePage(): void {
  if (import.meta.env.PROD && "serviceWorker" in navigator) void navigator.serviceWorker.register("/offline.js").catch(() => undefined);
}
