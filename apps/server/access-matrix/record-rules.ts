import { fieldType, type ObjectType } from "@keshu/catalog";
import { currentCatalog } from "@keshu/records";
import { type Call, isEmptyList, isStranger, type Rule, unlessStranger } from "./rule.ts";
import { validInput } from "./valid-input.ts";
import { type ActorName, type Place, places, reads, type Seeded, type World } from "./world.ts";

type RecordRule = (world: World, actor: ActorName, object: ObjectType) => Call[] | Promise<Call[]>;

const base = (object: ObjectType) => `/api/v1/${object.path}`;
const query = (parameters: Record<string, string>) => `?${new URLSearchParams(parameters)}`;

/** Every place of the object with its record and whether the actor reads it. */
function targets(world: World, actor: ActorName, object: ObjectType): { place: Place; record: Seeded; isReader: boolean }[] {
  const seeded = world.records.get(object.name) ?? new Map<Place, Seeded>();
  return places.flatMap((place) => {
    const record = seeded.get(place);
    return record ? [{ place, record, isReader: reads(actor, object.name, place) }] : [];
  });
}

/** Whether the actor's role lets it write this kind of record at all. */
function mayWrite(actor: ActorName, object: ObjectType): boolean {
  if (actor === "administrator") return true;
  return !object.isAdministered && ["seller", "cut_seller", "manager", "overseer"].includes(actor);
}

/** A record the actor made itself, to be changed without a trace on the others; null when it may make none. */
async function scratch(world: World, actor: ActorName, object: ObjectType): Promise<string | null> {
  if (!mayWrite(actor, object)) return null;
  const reply = await world.clients[actor].post(base(object), await ownInput(world, actor, object));
  return reply.status === 201 ? reply.body.id : null;
}

function ownInput(world: World, actor: ActorName, object: ObjectType): Promise<Record<string, unknown>> {
  const place: Place = actor === "seller" || actor === "cut_seller" ? actor : actor === "manager" || object.partOf ? "east" : "foreign";
  return validInput(world, object, place);
}

/** Reads of one record: 200 for who sees it, 404 for all others. */
function readEach(suffix: string, whenRead: readonly number[] = [200]): RecordRule {
  return (world, actor, object) =>
    targets(world, actor, object).map(({ record, isReader }) => ({
      method: "GET",
      path: `${base(object)}/${record.id}${suffix}`,
      allowed: unlessStranger(actor, isReader ? whenRead : [404]),
    }));
}

/** Writes to one record: denied on what the actor does not write, done on a record of its own. */
function writeEach(
  method: string,
  suffix: string,
  body: (world: World, object: ObjectType) => unknown,
  done: readonly number[],
  /** What a reader without the right is told; others that there is no such record. */
  refused: number | null = 403,
  prepare?: (world: World, actor: ActorName, object: ObjectType, id: string) => Promise<void>,
): RecordRule {
  return async (world, actor, object) => {
    const calls: Call[] = [];
    if (actor !== "administrator") {
      for (const { record, place, isReader } of targets(world, actor, object)) {
        if (place !== "foreign" && mayWrite(actor, object)) continue;
        calls.push({
          method,
          path: `${base(object)}/${record.id}${suffix}`,
          body: body(world, object),
          allowed: unlessStranger(actor, isReader && refused ? [refused] : [404]),
        });
      }
    }
    const own = isStranger(actor) ? null : await scratch(world, actor, object);
    if (own !== null) {
      await prepare?.(world, actor, object, own);
      calls.push({ method, path: `${base(object)}/${own}${suffix}`, body: body(world, object), allowed: done });
    }
    return calls;
  };
}

const rename = (_world: World, object: ObjectType) => ({ [object.titleField]: "矩阵改名" });

const list: RecordRule = (world, actor, object) => {
  const relations = object.fieldList.filter((field) => field.target && world.records.has(field.target)).map((field) => field.name);
  const allowed = unlessStranger(actor, [200]);
  const calls: Call[] = [
    { method: "GET", path: base(object) + query({ limit: "1000", count: "exact" }), allowed },
    { method: "GET", path: base(object) + query({ limit: "1000", deleted: "true", count: "exact" }), allowed },
    { method: "GET", path: base(object) + query({ limit: "1000", expand: relations.join(",") }), allowed: unlessStranger(actor, [200, 400]) },
  ];
  const titles = world.markers.all.filter((marker) => marker.place.endsWith(` ${object.name}`) && !marker.readers.has(actor));
  for (const { text } of isStranger(actor) ? [] : titles) {
    const contains = JSON.stringify({ [object.titleField]: { contains: text } });
    const isExactly = JSON.stringify({ [object.titleField]: { in: [text] } });
    const takesIn = fieldType(object.fields.get(object.titleField)?.type ?? "text").operators.includes("in");
    for (const parameters of [{ q: text }, { filter: contains }, { filter: contains, deleted: "true" }, ...(takesIn ? [{ filter: isExactly }] : [])]) {
      calls.push({ method: "GET", path: base(object) + query({ ...parameters, count: "exact" } as Record<string, string>), allowed, check: isEmptyList });
    }
  }
  return [...calls, ...hiddenFieldCalls(world, actor, object)];
};

/** A hidden or masked field cannot be filtered, sorted, grouped or measured: it is as if it did not exist. */
function hiddenFieldCalls(world: World, actor: ActorName, object: ObjectType): Call[] {
  if (actor !== "cut_seller") return [];
  return world.hidden
    .filter((hidden) => hidden.object === object.name)
    .flatMap(({ field, marker }) => [
      query({ filter: JSON.stringify({ [field]: marker }), count: "exact" }),
      query({ filter: JSON.stringify({ or: [{ [field]: { contains: marker.slice(0, 6) } }] }) }),
      query({ sort: field }),
      `/aggregate${query({ group: field })}`,
      `/aggregate${query({ measures: `max(${field})` })}`,
    ])
    .map((suffix) => ({ method: "GET", path: base(object) + suffix, allowed: [400] }));
}

const search: RecordRule = (world, actor, object) =>
  world.hidden
    .filter((hidden) => actor === "cut_seller" && hidden.object === object.name)
    .flatMap(({ marker }) => [
      { method: "GET", path: base(object) + query({ q: marker, count: "exact" }), allowed: [200], check: isEmptyList },
      { method: "GET", path: base(object) + query({ q: marker.slice(-5), count: "exact" }), allowed: [200], check: isEmptyList },
    ]);

const aggregate: RecordRule = (world, actor, object) => {
  const groupable = object.fieldList
    .filter((field) => fieldType(field.type).isGroupable && !world.hidden.some((hidden) => hidden.field === field.name))
    .map((field) => field.name);
  const visible = targets(world, actor, object).filter((target) => target.isReader).length;
  return [
    {
      method: "GET",
      path: `${base(object)}/aggregate${query({ measures: "count", filter: JSON.stringify({ id: { in: targets(world, actor, object).map((target) => target.record.id) } }) })}`,
      allowed: unlessStranger(actor, [200]),
      check: (reply) =>
        isStranger(actor) || (reply.body.data[0]?.count ?? 0) <= visible ? null : `counts ${reply.body.data[0].count} records where ${visible} are visible`,
    },
    ...groupable.map((field) => ({
      method: "GET",
      path: `${base(object)}/aggregate${query({ group: field, measures: "count" })}`,
      allowed: unlessStranger(actor, [200]),
    })),
  ];
};

const create: RecordRule = async (world, actor, object) => {
  // a part is made by who may change its whole, which the overseer only reads
  const done = object.partOf && actor === "overseer" ? 422 : 201;
  const allowed = unlessStranger(actor, mayWrite(actor, object) ? [done] : [403]);
  const calls: Call[] = [{ method: "POST", path: base(object), body: await ownInput(world, actor, object), allowed }];
  if (isStranger(actor) || actor === "administrator" || object.isAdministered) return calls;
  for (const field of object.fieldList) {
    const target = field.target ? world.records.get(field.target)?.get("foreign") : undefined;
    if (!target || field.readOnly || currentCatalog().byName.get(field.target as string)?.isAdministered) continue;
    const value = field.type === "relations" ? [target.id] : target.id;
    calls.push({
      method: "POST",
      path: base(object),
      body: { ...(await ownInput(world, actor, object)), [field.name]: value },
      allowed: !mayWrite(actor, object) ? [403] : reads(actor, field.target as string, "foreign") ? [done] : [422],
    });
  }
  return calls;
};

const batch: RecordRule = (world, actor, object) => {
  const foreign = world.records.get(object.name)?.get("foreign");
  if (!foreign || actor === "administrator") return [];
  const title = world.markers.all.find((marker) => marker.place.endsWith(` ${object.name}`) && !marker.readers.has(actor))?.text ?? "zq";
  const refused: Call["check"] = (reply) =>
    reply.status !== 200 || (reply.body.failed === 1 && !("id" in reply.body.results[0])) ? null : "a row of another person's record was not refused";
  const allowed = unlessStranger(actor, [200]);
  const path = `${base(object)}/batch`;
  return [
    { method: "POST", path, body: { operation: "update", records: [{ id: foreign.id, ...rename(world, object) }] }, allowed, check: refused },
    { method: "POST", path, body: { operation: "delete", records: [{ id: foreign.id }] }, allowed, check: refused },
    {
      method: "POST",
      path,
      body: { operation: "update", key: [object.titleField], records: [{ [object.titleField]: title, tags: ["矩阵"] }] },
      allowed,
      check: (reply) => (reply.status === 200 ? (refused(reply) ?? null) : null),
    },
  ];
};

/** A command on many: done on a record of its own, refused on another person's, in one answer. */
function bulkEach(
  suffix: string,
  body: (world: World) => Record<string, unknown>,
  prepare?: (world: World, actor: ActorName, path: string) => Promise<unknown>,
  statusOf: (object: ObjectType, actor: ActorName) => number = () => 200,
): RecordRule {
  return async (world, actor, object) => {
    const foreign = world.records.get(object.name)?.get("foreign");
    if (!foreign || actor === "administrator") return [];
    const own = isStranger(actor) ? null : await scratch(world, actor, object);
    if (own) await prepare?.(world, actor, `${base(object)}/${own}`);
    const ids = own ? [own, foreign.id] : [foreign.id];
    return [
      {
        method: "POST",
        path: base(object) + suffix,
        body: { ids, ...body(world) },
        allowed: unlessStranger(actor, [statusOf(object, actor)]),
        check: (reply) => (reply.status !== 200 || reply.body.results.at(-1).ok === false ? null : "another person's record was not refused"),
      },
    ];
  };
}

const transition: RecordRule = (world, actor, object) => {
  const to = object.states?.transitions[0]?.to ?? "x";
  return writeEach("POST", "/transitions", () => ({ to }), [200, 422])(world, actor, object);
};

const rules: Record<string, RecordRule> = {
  list: async (world, actor, object) => [...(await list(world, actor, object)), ...(await search(world, actor, object))],
  aggregate,
  read: async (world, actor, object) => [...(await readEach("")(world, actor, object)), ...(await readEach("?fields=id,number")(world, actor, object))],
  read_team_of: readEach("/team"),
  explain_access_to: async (world, actor, object) => [
    ...(await readEach("/access")(world, actor, object)),
    // about somebody else only administrators, managers of that person and owners are told
    ...(await readEach(`/access?user=${world.userIds.outsider}`, actor === "administrator" ? [200] : [200, 403])(world, actor, object)),
  ],
  read_history_of: readEach("/history"),
  create,
  update: writeEach("PATCH", "", rename, [200]),
  delete: writeEach("DELETE", "", () => undefined, [204, 409, 422]),
  restore: writeEach(
    "POST",
    "/restoration",
    () => undefined,
    [200],
    null, // it is not in the bin
    async (world, actor, object, id) => void (await world.clients[actor].delete(`${base(object)}/${id}`)),
  ),
  batch_write: batch,
  batch_restore: bulkEach(
    "/batch-restoration",
    () => ({}),
    (world, actor, path) => world.clients[actor].delete(path),
  ),
  batch_purge: bulkEach(
    "/batch-purge",
    () => ({}),
    (world, actor, path) => world.clients[actor].delete(path),
    () => 403, // a permission of its own that nobody here has
  ),
  batch_transfer: bulkEach("/batch-transfer", (world) => ({ owner_id: world.userIds.colleague })),
  batch_take_back: bulkEach(
    "/batch-transfer-return",
    () => ({}),
    (world, actor, path) => world.clients[actor].post(`${path}/transfer`, { owner_id: world.userIds.colleague }),
  ),
  batch_tag: bulkEach("/batch-tags", () => ({ add: ["矩阵"] })),
  transition,
  transfer: writeEach("POST", "/transfer", (world) => ({ owner_id: world.userIds.colleague }), [200, 422]),
  set_team_of: writeEach("PUT", "/team", (world) => ({ members: [{ user_id: world.userIds.nobody, access: "read" }] }), [200]),
};

/** The rule of a record operation of one object, by the operation's name. */
export function recordRule(operation: string, objectName: string): Rule | undefined {
  const rule = rules[operation];
  const object = currentCatalog().byName.get(objectName);
  if (!rule || !object) return undefined;
  return { access: "signed_in", calls: (world, actor) => rule(world, actor, object) };
}
