import type { ObjectType } from "@keshu/catalog";
import { type Context, newId } from "@keshu/kernel";
import { platformPermissions, seedRoleIds, setPassword } from "@keshu/people";
import { createRecord, currentCatalog, listRecords, updateRecord } from "@keshu/records";
import { type Company, type CompanyOptions, companyOf } from "../company/company.ts";
import { departments, mailDomain, type Person, people } from "../company/people.ts";
import { addToJournal } from "./run-store.ts";

export interface Account {
  id: string;
  name: string;
  email: string;
  title: string;
  department: string;
}

export function objectNamed(name: string): ObjectType {
  const object = currentCatalog().byName.get(name);
  if (!object) throw new Error(`the catalog has no ${name}`);
  return object;
}

/** Makes departments, roles and people, who all sign in with the same password. In the caller's transaction. */
export async function makeAccounts(ctx: Context, options: CompanyOptions, password: string): Promise<Account[]> {
  const company = companyOf(options);
  const make = async (object: string, input: Record<string, unknown>): Promise<string> => {
    const { id } = await createRecord(ctx, objectNamed(object), input);
    await addToJournal(ctx.db, options.run, object, [id]);
    return id;
  };
  const departmentIds = new Map<string, string>();
  for (const [i, d] of departments.entries()) departmentIds.set(d.key, await make("department", { id: newId(), name: d.name, position: i + 1 }));
  const roles = await makeRoles(ctx, make);
  const suffix = await freeSuffix(ctx);
  const accounts: Account[] = [];
  for (const person of people) {
    const email = `${person.account}${suffix}@${mailDomain}`;
    const id = await make(
      "user",
      userRecord(company, person, { email, departmentId: departmentIds.get(person.team), roleId: roles[person.role], me: options.me }),
    );
    await setPassword(ctx.db, { userId: id, password });
    accounts.push({ id, name: person.name, email, title: person.title, department: departments.find((d) => d.key === person.team)?.name ?? "" });
  }
  for (const d of departments) await updateRecord(ctx, objectNamed("department"), departmentIds.get(d.key) as string, { manager_id: company.user(d.head) });
  return accounts;
}

function userRecord(company: Company, person: Person, place: { email: string; departmentId: string | undefined; roleId: string | undefined; me: string }) {
  return {
    id: company.user(person.key),
    name: person.name,
    email: place.email,
    title: person.title,
    department_id: place.departmentId ?? null,
    manager_id: person.manager ? company.user(person.manager) : place.me,
    role_ids: place.roleId ? [place.roleId] : [],
    locale: "zh-CN",
    time_zone: "Asia/Shanghai",
  };
}

/** The roles every installation has where they are still there, and three of the company's own. */
async function makeRoles(ctx: Context, make: (object: string, input: Record<string, unknown>) => Promise<string>): Promise<Record<Person["role"], string>> {
  const known = await listRecords(ctx, objectNamed("role"), { fields: ["id", "name"], limit: 500 });
  const taken = new Set(known.data.map((r) => String(r.name)));
  const named = (name: string): string => (taken.has(name) ? `${name}（演示）` : name);
  const platform = ["record.transfer", "view.share"].filter((p) => platformPermissions().has(p));
  const all = { create: "all", read: "all", update: "all", delete: "all", export: "all", import: "all" };
  const own = { create: "self", read: "self", update: "self", delete: "self", export: "none", import: "self" };
  const role = (name: readonly [zh: string, en: string], description: readonly [zh: string, en: string], permissions: unknown[], given = platform) =>
    make("role", {
      name: named(name[0]),
      name_en: name[1],
      description: description[0],
      description_en: description[1],
      permissions,
      fields: [],
      platform: given,
    });
  const seeded = (id: string): string | undefined => known.data.find((r) => r.id === id)?.id;
  return {
    director: await role(
      ["销售总监", "Sales director"],
      ["查看和处理全公司的销售数据", "Sees and works on the sales records of the whole company"],
      [{ object: "*", ...all }],
    ),
    manager:
      seeded(seedRoleIds.salesManager) ??
      (await role(
        ["部门经理", "Department manager"],
        ["查看和处理本部门及下级部门的记录", "Sees and works on the records of the department and those below it"],
        [{ object: "*", ...Object.fromEntries(Object.keys(all).map((action) => [action, "department_tree"])) }],
      )),
    seller:
      seeded(seedRoleIds.salesperson) ??
      (await role(
        ["销售人员", "Salesperson"],
        ["查看和处理本人负责的记录", "Sees and works on their own records"],
        [{ object: "*", ...own }],
        ["record.transfer"],
      )),
    marketing: await role(
      ["市场专员", "Marketing specialist"],
      ["处理全部线索，其他记录只能查看", "Works on all leads and reads everything else"],
      [
        { object: "*", ...own, read: "all" },
        { object: "lead", ...all },
      ],
    ),
    success: await role(
      ["客户成功", "Customer success"],
      ["处理全部客户，以及本人负责的商机", "Works on all customers and their own opportunities"],
      [{ object: "*", ...own }, ...["customer", "contact", "activity"].map((object) => ({ object, ...own, read: "all", update: "all" }))],
    ),
  };
}

/** Nothing, or a number where people of an earlier demo company still have the addresses. */
async function freeSuffix(ctx: Context): Promise<string> {
  const { data } = await listRecords(ctx, objectNamed("user"), { filter: { email: { contains: `@${mailDomain}` } }, fields: ["email"], limit: 1000 });
  const taken = new Set(data.map((u) => String(u.email)));
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? "" : String(n);
    if (!people.some((p) => taken.has(`${p.account}${suffix}@${mailDomain}`))) return suffix;
  }
}
