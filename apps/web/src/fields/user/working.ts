/** Who can sign in: work and records are given to them, not to those who left. */
export const working = { state: "active" };
