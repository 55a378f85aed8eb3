const place = "keshu.signed-in";

/** Remembers in this browser that somebody signed in, so that the next start need not ask before it loads the application. */
export function noteSignedIn(): void {
  try {
    localStorage.setItem(place, "1");
  } catch {
    // without storage each start asks
  }
}

/** Where the address says the person wanted to be; only places of this site. */
export function wantedPlace(): string {
  const next = new URLSearchParams(location.search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in") ? next : "/";
}

/** Whether only the sign-in page is needed now. An ended session is found out by the application itself. */
export async function needsSignIn(): Promise<boolean> {
  if (location.pathname === "/sign-in") return true;
  try {
    if (localStorage.getItem(place)) return false;
  } catch {
    // asked below
  }
  const reply = await fetch("/api/v1/me").catch(() => null);
  await reply?.text(); // read to its end, or the request would stay open
  if (reply?.status === 401) {
    const here = location.pathname + location.search + location.hash;
    history.replaceState(null, "", here === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ next: here })}`);
    return true;
  }
  if (reply?.ok) noteSignedIn();
  return false;
}
