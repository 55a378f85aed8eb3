import { currentCatalog } from "@keshu/records";
import type { ApiClient, TestServer } from "../testing.ts";
import { createMarkers, type Markers } from "./markers.ts";
import { validInput } from "./valid-input.ts";

export const actorNames = [
  "anonymous",
  "nobody",
  "seller",
  "cut_seller",
  "manager",
  "overseer",
  "auditor",
  "key_read_only",
  "administrator",
  "frozen",
] as const;
export type ActorName = (typeof actorNames)[number];

/** Whose record it is: decides who reaches it. */
export type Place = "foreign" | "east" | "seller" | "cut_seller";
export const places: readonly Place[] = ["foreign", "east", "seller", "cut_seller"];

export interface Seeded {
  id: string;
  /** Version when it was seeded: writes without a right must not change it. */
  version: number;
}

export interface World {
  server: TestServer;
  markers: Markers;
  clients: Record<ActorName, ApiClient>;
  userIds: Record<"nobody" | "seller" | "cut_seller" | "manager" | "overseer" | "auditor" | "frozen" | "outsider" | "colleague", string>;
  departments: { east: string; west: string };
  /** object → place → record. Objects everyone may read have only "foreign". */
  records: Map<string, Map<Place, Seeded>>;
  /** Names of fields hidden from cut_seller, by object. */
  hidden: { object: string; field: string; marker: string }[];
  foreignFile: string;
  foreignImport: string;
  foreignExport: string;
  foreignSession: string;
  foreignKey: string;
  foreignView: string;
}

const readersOf: Record<Place, readonly ActorName[]> = {
  foreign: ["administrator", "overseer"],
  east: ["administrator", "overseer", "manager"],
  seller: ["administrator", "overseer", "manager", "seller", "key_read_only"],
  cut_seller: ["administrator", "overseer", "manager", "cut_seller"],
};

/** Whether the actor has a platform permission: the auditor has one, the administrator all. */
export function platformOf(actor: ActorName, permission: string): boolean {
  return actor === "administrator" || (actor === "auditor" && permission === "audit.read");
}

const password = (name: string) => `Matrix-${name}-2026`;

/** A company with people of every kind, records in every reach, and a marker in everything somebody must not see. */
export async function createWorld(server: TestServer): Promise<World> {
  const { admin } = server;
  const markers = createMarkers();
  const make = async (path: string, body: unknown): Promise<string> => (await expect(admin, "POST", path, body, 201)).id;

  const east = await make("/api/v1/departments", { name: "华东" });
  const west = await make("/api/v1/departments", { name: "华西" });
  const secretField = markers.plant("the name of a hidden field", ["administrator", "overseer", "auditor", "manager", "seller", "key_read_only"]);
  await make("/api/v1/catalog/objects/customer/fields", { name: secretField, type: "text", label: "保密" });
  await make("/api/v1/catalog/objects", {
    name: "dossier",
    plural: "dossiers",
    label: { zh: "卷宗", en: "Dossier" },
    fields: [
      { name: "name", type: "text", label: "名称" },
      { name: "papers", type: "file", label: "文件" },
    ],
  });

  const everything = (scope: string, more: object = {}) => ({
    object: "*",
    create: scope,
    read: scope,
    update: scope,
    delete: scope,
    export: scope,
    import: scope,
    ...more,
  });
  const sellerRole = await make("/api/v1/roles", { name: "矩阵销售", permissions: [everything("self")] });
  const cutRole = await make("/api/v1/roles", {
    name: "矩阵受限销售",
    permissions: [everything("self")],
    fields: [
      { object: "customer", field: "remark", access: "hidden" },
      { object: "customer", field: secretField, access: "hidden" },
      { object: "customer", field: "mobile", access: "masked" },
      { object: "customer", field: "wechat", access: "masked" },
    ],
  });
  const managerRole = await make("/api/v1/roles", { name: "矩阵经理", permissions: [everything("department")] });
  // reads everything, writes and deletes only what is its own
  const overseerRole = await make("/api/v1/roles", {
    name: "矩阵督导",
    permissions: [everything("self", { read: "all", export: "none", import: "none" })],
  });
  const auditorRole = await make("/api/v1/roles", { name: "矩阵审计", permissions: [], platform: ["audit.read"] });

  const person = (name: string, department: string | null, roles: string[]) =>
    make("/api/v1/users", { email: `${name}@matrix.example`, name: `矩阵${name}`, password: password(name), department_id: department, role_ids: roles });
  const userIds = {
    nobody: await person("nobody", east, []),
    seller: await person("seller", east, [sellerRole]),
    cut_seller: await person("cut_seller", east, [cutRole]),
    manager: await person("manager", east, [managerRole]),
    overseer: await person("overseer", east, [overseerRole]),
    auditor: await person("auditor", west, [auditorRole]),
    frozen: await person("frozen", east, [managerRole]),
    outsider: await person("outsider", west, [sellerRole]),
    colleague: await person("colleague", east, [sellerRole]),
  };
  const as = (name: string) => server.as({ email: `${name}@matrix.example`, password: password(name) });
  const clients = { anonymous: server.withToken(null), administrator: admin } as World["clients"];
  for (const name of ["nobody", "seller", "cut_seller", "manager", "overseer", "auditor", "frozen"] as const) clients[name] = await as(name);
  clients.key_read_only = server.withToken((await expect(clients.seller, "POST", "/api/v1/api_keys", { name: "只读", scopes: ["*.read"] }, 201)).token);
  await expect(admin, "PATCH", `/api/v1/users/${userIds.frozen}`, { state: "frozen" }, 200);

  const world: World = {
    server,
    markers,
    clients,
    userIds,
    departments: { east, west },
    records: new Map(),
    hidden: [],
    foreignFile: "",
    foreignImport: "",
    foreignExport: "",
    foreignSession: "",
    foreignKey: "",
    foreignView: "",
  };
  await seedRecords(world);
  await seedHiddenFields(world, secretField);
  await seedPeoplesOwn(world);
  await readVersions(world);
  for (const token of Object.values(clients).flatMap((client) => client.token ?? [])) markers.plantText(token, "a token", []);
  return world;
}

const everyone = actorNames.filter((name) => name !== "anonymous" && name !== "frozen");

/** One record of every object in every place, its title a marker. */
async function seedRecords(world: World): Promise<void> {
  const owners: Record<Place, string> = {
    foreign: world.userIds.outsider,
    east: world.userIds.colleague,
    seller: world.userIds.seller,
    cut_seller: world.userIds.cut_seller,
  };
  const objects = [...currentCatalog().objects].sort((a, b) => rank(a.name) - rank(b.name));
  for (const object of objects) {
    const seeded = new Map<Place, Seeded>();
    world.records.set(object.name, seeded);
    if (object.isAdministered) {
      const readers: readonly ActorName[] = object.baseline?.read === "all" ? everyone : ["administrator"];
      const title = world.markers.plant(`the title of a ${object.name}`, readers);
      seeded.set("foreign", await create(world, object.name, { ...(await validInput(world, object, "foreign")), [object.titleField]: title }));
      continue;
    }
    for (const place of places) {
      const title = world.markers.plant(`the title of the ${place} ${object.name}`, object.baseline?.read === "all" ? everyone : readersOf[place]);
      seeded.set(place, await create(world, object.name, { ...(await validInput(world, object, place)), [object.titleField]: title, owner_id: owners[place] }));
    }
  }
}

/** Relations point to customers and contacts: those come first. */
function rank(name: string): number {
  const order = ["department", "role", "user", "pipeline", "customer", "contact", "product", "lead", "opportunity"];
  const at = order.indexOf(name);
  return at < 0 ? order.length : at;
}

async function create(world: World, name: string, body: Record<string, unknown>): Promise<Seeded> {
  const path = currentCatalog().byName.get(name)?.path as string;
  const made = await expect(world.server.admin, "POST", `/api/v1/${path}`, body, 201);
  return { id: made.id, version: made.version };
}

/** Values of fields that cut_seller may not see, in records that cut_seller owns. */
async function seedHiddenFields(world: World, secretField: string): Promise<void> {
  const own = world.records.get("customer")?.get("cut_seller") as Seeded;
  const all: ActorName[] = ["administrator", "overseer", "manager"];
  const remark = world.markers.plant("a hidden field's value", all);
  const secret = world.markers.plant("a hidden custom field's value", all);
  const wechat = world.markers.plant("a masked text", all);
  const mobile = world.markers.plantText("13912348765", "a masked phone number", all);
  const changed = await expect(world.server.admin, "PATCH", `/api/v1/customers/${own.id}`, { remark, [secretField]: secret, wechat, mobile }, 200);
  own.version = changed.version;
  world.hidden.push(
    { object: "customer", field: "remark", marker: remark },
    { object: "customer", field: secretField, marker: secret },
    { object: "customer", field: "wechat", marker: wechat },
    { object: "customer", field: "mobile", marker: mobile },
  );
  const deleted = world.markers.plant("the title of a deleted record", ["administrator", "overseer"]);
  const gone = await expect(world.server.admin, "POST", "/api/v1/customers", { name: deleted, owner_id: world.userIds.outsider }, 201);
  await expect(world.server.admin, "DELETE", `/api/v1/customers/${gone.id}`, undefined, 204);
}

/** Seeding one record may move another, such as a deal by its products. */
async function readVersions(world: World): Promise<void> {
  for (const [object, places] of world.records) {
    const { rows } = await world.server.db.query<Seeded>(`select id, version from crm."${object}" where id = any($1::uuid[])`, [
      [...places.values()].map((r) => r.id),
    ]);
    for (const seeded of places.values()) seeded.version = rows.find((r) => r.id === seeded.id)?.version ?? seeded.version;
  }
}

/** What belongs to the outsider alone: a session, a key, a file, an import, an export. */
async function seedPeoplesOwn(world: World): Promise<void> {
  const { server, markers } = world;
  const agent = markers.plant("the browser of another person's session", ["administrator"]);
  const signedIn = await server
    .withToken(null)
    .post("/api/v1/sign-in", { email: "outsider@matrix.example", password: password("outsider") }, { "user-agent": agent });
  const outsider = server.withToken(signedIn.body.token);
  world.foreignSession = (await outsider.get("/api/v1/sessions")).body.data.find((session: { user_agent: string }) => session.user_agent === agent).id;
  world.foreignKey = (
    await expect(outsider, "POST", "/api/v1/api_keys", { name: markers.plant("the name of another person's key", ["administrator"]) }, 201)
  ).id;
  const view = { object: "customer", name: markers.plant("the name of another person's view", ["administrator"]) };
  world.foreignView = (await expect(outsider, "POST", "/api/v1/views", view, 201)).id;
  const form = new FormData();
  form.append(
    "file",
    new Blob([markers.plant("the content of a file", ["administrator", "overseer"])]),
    `${markers.plant("the name of a file", ["administrator", "overseer"])}.txt`,
  );
  world.foreignFile = (await expect(outsider, "POST", "/api/v1/files", form, 201)).id;
  await expect(
    outsider,
    "POST",
    "/api/v1/dossiers",
    { name: markers.plant("the title of a record with a file", ["administrator", "overseer"]), papers: [world.foreignFile] },
    201,
  );
  const table = new FormData();
  table.append("object", "customer");
  const bad = markers.plant("a refused row of an import", ["administrator"]);
  table.append(
    "file",
    new Blob([`客户名称,手机\n${markers.plant("a row of an import", ["administrator", "overseer"])},\n${bad},12\n`]),
    `${markers.plant("the file name of an import", ["administrator"])}.csv`,
  );
  world.foreignImport = (await expect(outsider, "POST", "/api/v1/imports", table, 202)).id;
  await finished(outsider, `/api/v1/imports/${world.foreignImport}`);
  world.foreignExport = (await expect(outsider, "POST", "/api/v1/exports", { object: "customer", fields: ["name"], format: "csv" }, 202)).id;
  await finished(outsider, `/api/v1/exports/${world.foreignExport}`);
}

/** Waits until an import or export has ended. */
export async function finished(client: ApiClient, path: string): Promise<void> {
  for (let i = 0; i < 400; i++) {
    const { body } = await client.get(path);
    if (body.state !== "running") return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${path} does not end`);
}

/** Whether an actor reads the record that was seeded in this place. */
export function reads(actor: ActorName, object: string, place: Place): boolean {
  const type = currentCatalog().byName.get(object);
  if (actor === "anonymous" || actor === "frozen") return false;
  if (actor === "administrator" || type?.baseline?.read === "all") return true;
  return !type?.isAdministered && readersOf[place].includes(actor);
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
async function expect(client: ApiClient, method: string, path: string, body: unknown, status: number): Promise<any> {
  const reply = await client.call(method, path, body);
  if (reply.status !== status) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  return reply.body;
}
