import { queryOptions, useQuery } from "@tanstack/react-query";
import { queryClient } from "../query-client.ts";
import { api, bodyOf } from "./client.ts";
import type { Schema } from "./contract.ts";

/** The company that runs this installation. */
export type Company = Schema<"Company">;

const place = "keshu.company";
const unknown: Company = { name: null, logo_url: null, color: null, is_set_up: true, is_demo: false };

export const companyQuery = queryOptions({
  queryKey: ["company"],
  queryFn: async (): Promise<Company> => remember(await bodyOf(api.GET("/api/v1/company"))),
  staleTime: 5 * 60_000,
});

/** Its name, logo and colour, from the first paint on: as the page brought them until the server has answered. */
export function useCompany(): Company {
  return useQuery({ ...companyQuery, placeholderData: recall }).data ?? unknown;
}

export async function updateCompany(change: {
  name?: string | null;
  color?: string | null;
  logo_file_id?: string | null;
  is_set_up?: boolean;
}): Promise<Company> {
  const company = remember(await bodyOf(api.PATCH("/api/v1/company", { body: change })));
  queryClient.setQueryData(companyQuery.queryKey, company);
  return company;
}

let known: Company | undefined;

function remember(company: Company): Company {
  known = company;
  try {
    localStorage.setItem(place, JSON.stringify(company));
  } catch {
    // private windows and full disks: it is asked for again
  }
  return company;
}

/** What the page came with; while it is developed, what this browser knew last. */
function recall(): Company {
  if (known) return known;
  try {
    const sent = (JSON.parse(document.getElementById("page-data")?.textContent ?? "{}") as { company?: Company }).company;
    if (sent) return sent;
    const { name, logo_url, color } = JSON.parse(localStorage.getItem(place) ?? "{}") as Partial<Company>;
    return { ...unknown, name: name ?? null, logo_url: logo_url ?? null, color: color ?? null };
  } catch {
    return unknown;
  }
}
