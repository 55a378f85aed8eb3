import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Api } from "../api.ts";
import type { Place } from "./customers.ts";

export const salesperson = { email: "sales@bench.example", password: "Bench-sales-2026" };
const departmentCount = 50;

/** Fifty departments of 2 % each, and a salesperson in the first with a role that reaches that department. */
export async function seedPeople(api: Api): Promise<Place> {
  const departments: string[] = [];
  for (let i = 1; i <= departmentCount; i++) departments.push((await api.post("/api/v1/departments", { name: `销售${i}部` })).id);
  const role = await api.post("/api/v1/roles", {
    name: "销售",
    permissions: ["customer", "contact", "opportunity", "activity", "task", "lead"].map((object) => ({
      object,
      create: "department",
      read: "department",
      update: "department",
      delete: "self",
      export: "self",
      import: "self",
    })),
    fields: [],
  });
  const user = await api.post("/api/v1/users", {
    email: salesperson.email,
    name: "销售小王",
    password: salesperson.password,
    department_id: departments[0],
    role_ids: [role.id],
  });
  const owners = departments.map((_, i) => [...(i === 0 ? [user.id as string] : []), ...Array.from({ length: 6 }, () => randomUUID())]);
  return { departments, owners };
}

/** Shares 200 customers of other departments with the salesperson. */
export async function seedShares(client: pg.Client, userEmail: string): Promise<void> {
  await client.query(
    `insert into keshu.team_member (user_id, object, record_id, access)
     select u.id, 'customer', c.id, 'read' from crm."user" u,
       lateral (select id from crm.customer where department_id is distinct from u.department_id order by id limit 200 offset 1000) c
     where u.email = $1 on conflict do nothing`,
    [userEmail],
  );
  await client.query("analyze keshu.team_member");
}
