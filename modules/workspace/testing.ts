import { type ApiClient, startTestServer, type TestServer } from "@keshu/server/testing";
import { WebSocket } from "ws";

export interface Person {
  id: string;
  api: ApiClient;
}

export interface Office extends TestServer {
  departments: { sales: string; east: string; west: string };
  /** Manager of all sales, may share views; two sellers of the east, one of the west. Sellers see what is their own. */
  manager: Person;
  chen: Person;
  li: Person;
  west: Person;
  waitFor<T>(look: () => Promise<T | undefined | false | null>, what: string): Promise<T>;
}

/** A server with a small company: 销售部 over 华东 and 华西. */
export async function startOffice(): Promise<Office> {
  const server = await startTestServer();
  const make = async (path: string, body: unknown): Promise<string> => {
    const reply = await server.admin.post(`/api/v1/${path}`, body);
    if (reply.status !== 201) throw new Error(`${path}: ${reply.text}`);
    return reply.body.id;
  };
  const sales = await make("departments", { name: "销售部" });
  const east = await make("departments", { name: "华东", parent_id: sales });
  const west = await make("departments", { name: "华西", parent_id: sales });
  const all = (scope: string) => [{ object: "*", create: scope, read: scope, update: scope, delete: scope, export: scope, import: scope }];
  const sellerRole = await make("roles", {
    name: "测试销售",
    permissions: all("self"),
    platform: ["record.transfer"],
    fields: [{ object: "customer", field: "remark", access: "hidden" }],
  });
  const managerRole = await make("roles", { name: "测试经理", permissions: all("department_tree"), platform: ["view.share", "record.transfer"] });
  const person = async (login: string, name: string, department: string, role: string): Promise<Person> => {
    const account = { email: `${login}@office.example`, password: `Office-${login}-2026` };
    const id = await make("users", { ...account, name, department_id: department, role_ids: [role] });
    return { id, api: await server.as(account) };
  };
  return {
    ...server,
    departments: { sales, east, west },
    manager: await person("manager", "周经理", sales, managerRole),
    chen: await person("chen", "陈静", east, sellerRole),
    li: await person("li", "李雷", east, sellerRole),
    west: await person("west", "吴西", west, sellerRole),
    waitFor,
  };
}

export async function waitFor<T>(look: () => Promise<T | undefined | false | null>, what: string): Promise<T> {
  const until = Date.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

type Frame = Record<string, unknown>;

/** A live socket of somebody, with everything it was told. */
export async function listen(url: string, token: string | null, topics: readonly string[], options: { autoPong?: boolean } = {}) {
  const frames: Frame[] = [];
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/v1/live`, options);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const ready = new Promise<void>((resolve) => {
    socket.on("message", (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      frames.push(frame);
      if (frame.type === "pong") resolve();
    });
  });
  const answered = (topic: string) => frames.some((frame) => frame.topic === topic && (frame.type === "subscribed" || frame.type === "error"));
  const say = (frame: Frame) => socket.send(JSON.stringify(frame));
  say({ type: "authenticate", token });
  say({ type: "ping" });
  await ready;
  say({ type: "subscribe", topics });
  await waitFor(async () => topics.every(answered), "the topics");
  return {
    frames,
    say,
    socket,
    close: () => socket.close(),
    ofType: (type: string) => frames.filter((frame) => frame.type === type),
    next: (matches: (frame: Frame) => unknown, what: string) => waitFor(async () => frames.find(matches), what),
  };
}
