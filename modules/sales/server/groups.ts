import { type Context, createError } from "@keshu/kernel";
import { type ApiRecord, aggregateRecords, currentCatalog, getRecord, readByIds } from "@keshu/records";
import { amountOf, centsOf } from "../shared/amounts.ts";

export interface GroupMember {
  /** null with the name for a member out of sight that holds others in sight together. */
  id: string | null;
  title: string | null;
  level: string | null;
  deal_status: string | null;
  owner_name: string | null;
  is_self: boolean;
  can_read: boolean;
  /** Of the deals in sight of this member alone, in the currency most of them are in. */
  open: { count: number; amount: string | null };
  won: { count: number; amount: string | null };
  children: GroupMember[];
}

export interface Group {
  root: GroupMember;
  currency: string;
  count: number;
  /** The group is larger than what is shown. */
  is_truncated: boolean;
}

const most = 500;

interface Link {
  id: string;
  parent_id: string | null;
}

/** The whole group a customer belongs to, as the caller may see it. @throws NOT_FOUND */
export async function readGroup(ctx: Context, id: string): Promise<Group> {
  const customer = currentCatalog().byName.get("customer");
  if (!customer) throw createError("UNKNOWN_OBJECT");
  const self = await getRecord(ctx, customer, id);
  const isOpen = !["hidden", "masked"].includes(ctx.principal.restrictedFields("customer").get("parent_id") ?? "");
  const links = isOpen ? await linksOf(ctx, self.id) : [{ id: self.id, parent_id: null }];
  const isTruncated = links.length > most;
  const shown = links.slice(0, most);
  const ids = shown.map((l) => l.id);
  const records = await readByIds(ctx, "customer", ids);
  records.set(self.id, self);
  const owners = await readByIds(ctx, "user", [...new Set([...records.values()].map((r) => r.owner_id).filter((o): o is string => typeof o === "string"))]);
  const { currency, sums } = await sumsOf(ctx, [...records.keys()]);
  const member = (link: Link): GroupMember => {
    const record = records.get(link.id);
    const none = { count: 0, amount: null };
    return {
      id: record?.id ?? null,
      title: text(record?.name),
      level: text(record?.level),
      deal_status: text(record?.deal_status),
      owner_name: text(owners.get(record?.owner_id as string)?.name),
      is_self: link.id === self.id,
      can_read: record !== undefined,
      open: sums.get(`${link.id} open`) ?? none,
      won: sums.get(`${link.id} won`) ?? none,
      children: [],
    };
  };
  const root = build(shown, self, member);
  return { root, currency, count: records.size, is_truncated: isTruncated };
}

/** The group's members from its head down, breadth first. */
async function linksOf(ctx: Context, id: string): Promise<Link[]> {
  const { rows } = await ctx.db.prepared<Link>(
    `with recursive up as (
       select id, parent_id, 0 as depth from crm.customer where id = $1
       union all select c.id, c.parent_id, up.depth + 1 from up join crm.customer c on c.id = up.parent_id and c.deleted_at is null where up.depth < 50),
     head as (select id from up order by depth desc limit 1),
     down as (
       select c.id, null::uuid as parent_id, 0 as depth from crm.customer c join head on head.id = c.id
       union all select c.id, c.parent_id, down.depth + 1 from down join crm.customer c on c.parent_id = down.id and c.deleted_at is null where down.depth < 50)
     select id, parent_id from down order by depth, id limit ${most + 1}`,
    [id],
  );
  return rows;
}

/** A tree without branches in which nothing is in sight. */
function build(links: readonly Link[], self: ApiRecord, member: (link: Link) => GroupMember): GroupMember {
  const nodes = new Map(links.map((link) => [link.id, member(link)]));
  for (const link of [...links].reverse()) {
    const node = nodes.get(link.id) as GroupMember;
    const parent = link.parent_id ? nodes.get(link.parent_id) : undefined;
    if (parent && (node.can_read || node.children.length > 0)) parent.children.unshift(node);
  }
  const head = links[0] ? (nodes.get(links[0].id) as GroupMember) : member({ id: self.id, parent_id: null });
  return trimmed(head);
}

/** Members out of sight above the first one in sight are left out, unless several branches hang on them. */
function trimmed(head: GroupMember): GroupMember {
  let at = head;
  while (!at.can_read && at.children.length === 1) at = at.children[0] as GroupMember;
  return at;
}

async function sumsOf(ctx: Context, ids: readonly string[]): Promise<{ currency: string; sums: Map<string, GroupMember["open"]> }> {
  const object = currentCatalog().byName.get("opportunity");
  const sums = new Map<string, GroupMember["open"]>();
  const open = (field: string): boolean => ["write", "read"].includes(ctx.principal.fieldAccess("opportunity", field));
  if (!object || !ctx.principal.reach("opportunity", "read") || !open("customer_id") || !open("stage")) return { currency: "CNY", sums };
  const isPriced = open("amount") && open("amount_currency");
  const { data } = await aggregateRecords(ctx, object, {
    group: isPriced ? ["customer_id", "stage", "amount_currency"] : ["customer_id", "stage"],
    measures: isPriced ? ["count", "sum(amount)"] : ["count"],
    filter: { customer_id: { in: ids }, stage: { nin: ["lost", "void"] } },
  });
  const currency = commonest(data);
  for (const row of data) {
    const key = `${row.customer_id} ${row.stage === "won" ? "won" : "open"}`;
    const known = sums.get(key) ?? { count: 0, amount: null };
    const isCounted = isPriced && (row.amount_currency ?? "CNY") === currency && typeof row["sum(amount)"] === "string";
    sums.set(key, {
      count: known.count + Number(row.count),
      amount: isCounted ? added(known.amount, row["sum(amount)"] as string) : known.amount,
    });
  }
  return { currency, sums };
}

function commonest(rows: readonly Record<string, unknown>[]): string {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const currency = String(row.amount_currency ?? "CNY");
    counts.set(currency, (counts.get(currency) ?? 0) + Number(row.count));
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "CNY";
}

function added(a: string | null, b: string): string {
  return amountOf((centsOf(a) ?? 0n) + (centsOf(b) ?? 0n));
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
