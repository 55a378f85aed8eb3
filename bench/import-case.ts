import type { Api } from "./api.ts";
import { fakeCompany, randomOf } from "./names.ts";

/** Imports a CSV file through the API as an administrator; rows a second from upload to "done". */
export async function measureImport(url: string, api: Api, rows: number): Promise<number> {
  const random = randomOf(99);
  const lines = ["客户名称,联系人,手机号,邮箱,行业,客户级别,客户来源,地区,备注"];
  for (let i = 0; i < rows; i++) {
    const c = fakeCompany(random);
    lines.push([c.name, c.contact, c.mobile.slice(3), c.email, c.industry, c.level, c.source, c.region, c.remark].join(","));
  }
  const form = new FormData();
  form.set("object", "customer");
  form.set("options", JSON.stringify({ duplicates: "create" }));
  form.set("file", new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" }), "customers.csv");
  const begun = performance.now();
  const response = await fetch(`${url}/api/v1/imports`, { method: "POST", headers: api.headers, body: form });
  if (response.status !== 202) throw new Error(`import: ${response.status} ${await response.text()}`);
  const { id } = (await response.json()) as { id: string };
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const state = (await api.get(`/api/v1/imports/${id}`)) as unknown as { state: string; created: number; failed: number; total: number };
    if (state.state === "running") continue;
    if (state.state !== "done" || state.created !== rows) throw new Error(`import ended as ${JSON.stringify(state)}`);
    return rows / ((performance.now() - begun) / 1000);
  }
}
