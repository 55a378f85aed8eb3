type All = Record<string, unknown>;

const nothing: All = {};
let read: { userId: string; all: All } | undefined;

const placeOf = (userId: string) => `keshu.preferences.${userId}`;

/** A person's preferences as this browser saw them last: for the first paint, before the server has answered. */
export function recallPreferences(userId: string): All {
  if (userId === "") return nothing;
  if (read?.userId !== userId) read = { userId, all: stored(userId) };
  return read.all;
}

export function rememberPreferences(userId: string, all: All): All {
  read = { userId, all };
  try {
    localStorage.setItem(placeOf(userId), JSON.stringify(all));
  } catch {
    // private windows and full disks: they are on the server anyway
  }
  return all;
}

function stored(userId: string): All {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(placeOf(userId)) ?? "{}");
    return typeof all === "object" && all !== null ? (all as All) : nothing;
  } catch {
    return nothing;
  }
}
