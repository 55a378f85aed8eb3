import { queryClient } from "../../../query-client.ts";

/** The lines, and the deal whose amount follows them. */
export async function refresh(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ["records", "opportunity_lines", "list"] }),
    queryClient.invalidateQueries({ queryKey: ["records", "opportunities"] }),
  ]);
}
