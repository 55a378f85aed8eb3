import { WebSocket } from "ws";
import { endpointRules } from "./endpoint-rules.ts";
import { recordRule } from "./record-rules.ts";
import { type Call, isStranger, type Rule } from "./rule.ts";
import { type ActorName, actorNames, type World } from "./world.ts";

interface Operation {
  operationId: string;
  method: string;
  path: string;
  access: unknown;
  rule: Rule | undefined;
}

export interface MatrixResult {
  /** One sentence for each thing that is wrong. */
  violations: string[];
  operations: number;
  calls: number;
}

/** Drives every operation of the running server's OpenAPI as every actor and looks for what must not be there. */
export async function runMatrix(world: World, only: (operation: { operationId: string }) => boolean = () => true): Promise<MatrixResult> {
  const violations: string[] = [];
  const operations = (await readOperations(world)).filter(only);
  const sockets = await Promise.all(actorNames.filter((actor) => !isStranger(actor)).map((actor) => listen(world, actor)));
  let calls = 0;
  for (const operation of operations) {
    if (!operation.rule) violations.push(`${operation.method} ${operation.path} (${operation.operationId}) has no driving rule: add one to access-matrix/`);
    else if (operation.rule.access !== accessOf(operation.access))
      violations.push(`${operation.operationId} is open to ${accessOf(operation.access)}, the rule says ${operation.rule.access}`);
  }
  // Last come the overseer, whose follow-ups of records it only reads move their times, and the administrator: until then
  // nobody may have touched a record of the outsider.
  const late: ActorName[] = ["overseer", "administrator"];
  const order = [...actorNames.filter((name) => !late.includes(name)), ...late];
  for (const actor of order) {
    if (late.includes(actor)) violations.push(...(await touchedRecords(world, actor === "administrator")));
    for (const { rule } of operations) {
      for (const call of (await rule?.calls(world, actor)) ?? []) {
        calls++;
        violations.push(...(await drive(world, actor, call)));
      }
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const { actor, frames, close } of sockets) {
    close();
    for (const leak of world.markers.leaksIn(frames.join("\n"), actor)) violations.push(`the socket of ${actor} received ${leak.place}`);
  }
  return { violations, operations: operations.length, calls };
}

async function readOperations(world: World): Promise<Operation[]> {
  const { body } = await world.clients.administrator.get("/api/v1/openapi.json");
  const paths = body.paths as Record<string, Record<string, { operationId: string; "x-keshu": { access: unknown; operation?: string; object?: string } }>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, "x-keshu": facts }]) => ({
      operationId,
      method: method.toUpperCase(),
      path,
      access: facts.access,
      rule: facts.object && facts.operation ? recordRule(facts.operation, facts.object) : endpointRules[operationId],
    })),
  );
}

function accessOf(access: unknown): string {
  return typeof access === "string" ? access : `permission:${(access as { permission: string }).permission}`;
}

async function drive(world: World, actor: ActorName, call: Call): Promise<string[]> {
  const reply = await world.clients[actor].call(call.method, call.path, call.body, call.headers);
  const name = `${actor}: ${call.method} ${decodeURIComponent(call.path)}`;
  const violations: string[] = [];
  if (!call.allowed.includes(reply.status))
    violations.push(`${name} answered ${reply.status} instead of ${call.allowed.join(" or ")}: ${reply.text.slice(0, 300)}`);
  const seen = `${[...reply.headers].map(([key, value]) => `${key}: ${value}`).join("\n")}\n${reply.text}`;
  const asked = `${decodeURIComponent(call.path)} ${call.body instanceof FormData ? "" : JSON.stringify(call.body ?? "")}`;
  for (const leak of world.markers.leaksIn(seen, actor, asked)) violations.push(`${name} shows ${leak.place} (${leak.text})`);
  const wrong = reply.status < 400 ? call.check?.(reply) : null;
  if (wrong) violations.push(`${name}: ${wrong}`);
  return violations;
}

/** Records of the outsider that changed although nobody but the administrator may write them; but for what rules moved. */
async function touchedRecords(world: World, mayHaveMoved: boolean): Promise<string[]> {
  const violations: string[] = [];
  for (const [object, places] of world.records) {
    const foreign = places.get("foreign");
    if (!foreign) continue;
    const { rows } = await world.server.db.query<{ version: number; deleted_at: string | null; by_hand: boolean }>(
      `select version, deleted_at, exists (select from keshu.change c where c.object = $2 and c.record_id = t.id and c.actor = $3 and c.origin <> 'rule') as by_hand
       from crm."${object}" t where id = $1`,
      [foreign.id, object, world.userIds.overseer],
    );
    const [row] = rows;
    const isChanged = mayHaveMoved ? row?.by_hand !== false : row?.version !== foreign.version;
    if (isChanged || row?.deleted_at !== null) violations.push(`somebody without the right changed the foreign ${object}`);
  }
  return violations;
}

async function listen(world: World, actor: ActorName): Promise<{ actor: ActorName; frames: string[]; close: () => void }> {
  const frames: string[] = [];
  const socket = new WebSocket(`${world.server.url.replace("http", "ws")}/api/v1/live`);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const ready = new Promise<void>((resolve) => {
    socket.on("message", (data) => {
      frames.push(String(data));
      if (String(data).includes('"pong"')) resolve();
    });
  });
  socket.send(JSON.stringify({ type: "authenticate", token: world.clients[actor].token }));
  socket.send('{"type":"ping"}');
  await ready;
  return { actor, frames, close: () => socket.close() };
}
