import { queryOptions } from "@tanstack/react-query";
import { queryClient } from "../query-client.ts";
import { api, bodyOf } from "./client.ts";

/** The company that runs this installation. */
export interface Company {
  name: string | null;
  logo_url: string | null;
  /** `#0f766a`; null: the product's own. */
  color: string | null;
  is_set_up: boolean;
  is_demo: boolean;
}

export const companyQuery = queryOptions({
  queryKey: ["company"],
  queryFn: async (): Promise<Company> => (await bodyOf(api.GET("/api/v1/company"))) as Company,
  staleTime: 5 * 60_000,
});

export async function updateCompany(change: {
  name?: string | null;
  color?: string | null;
  logo_file_id?: string | null;
  is_set_up?: boolean;
}): Promise<Company> {
  const company = (await bodyOf(api.PATCH("/api/v1/company", { body: change }))) as Company;
  queryClient.setQueryData(companyQuery.queryKey, company);
  return company;
}
