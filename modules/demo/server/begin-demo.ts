import { randomInt } from "node:crypto";
import { type Context, type Database, newId, within } from "@keshu/kernel";
import { systemContext } from "@keshu/people";
import { createRecord, currentCatalog, listRecords, updateRecord } from "@keshu/records";
import { changeCompany, readCompany } from "@keshu/workspace";
import { companyName } from "../company/people.ts";
import { type Account, makeAccounts, objectNamed } from "./accounts.ts";
import { addToJournal, findRun, insertRun, type Run, type RunSettings } from "./run-store.ts";

export interface DemoOptions {
  /** User id of who makes it. */
  me: string;
  seed?: string | undefined;
  /** 1: 2,000 customers. */
  scale?: number | undefined;
}

export interface BegunDemo {
  id: string;
  /** One for all people of the company; kept nowhere. */
  password: string;
  people: Account[];
}

export const systemOf = (db: Database, run: string): Context => systemContext(db, `demo:${run}`);

/** Makes the people, pipelines and name of the company; the records follow in `makeRecords`. @throws DEMO_EXISTS */
export async function beginDemo(db: Database, { me, seed = "keshu", scale = 1 }: DemoOptions): Promise<BegunDemo> {
  const id = newId();
  const password = newPassword();
  return db.transaction(async (tx) => {
    const ctx = within(systemOf(db, id), tx);
    const company = await readCompany(tx);
    const settings: RunSettings = { pipelines: { machine: null, service: null }, company: { name: company.name, is_set_up: company.is_set_up } };
    await insertRun(tx, { id, seed, scale, made_by: me, settings });
    const run = (await findRun(tx, id)) as Run;
    const people = await makeAccounts(ctx, { seed, run: id, now: Date.parse(run.started_at), me, scale }, password);
    await makePipelines(ctx, id, settings);
    await tx.query("update keshu.demo_run set settings = $2::jsonb where id = $1", [id, JSON.stringify(settings)]);
    await changeCompany(tx, { is_demo: true, is_set_up: true, ...(company.name ? {} : { name: companyName }) });
    return { id, password, people };
  });
}

const machineStages = ["discovery", "needs", "proposal", "negotiation"];

/** The default pipeline sells machines, a second one sells service. */
async function makePipelines(ctx: Context, runId: string, settings: RunSettings): Promise<void> {
  if (!currentCatalog().byName.has("pipeline")) return;
  const object = objectNamed("pipeline");
  const { data } = await listRecords(ctx, object, { limit: 200 });
  const names = new Set(data.map((p) => String(p.name)));
  const named = (name: string): string => (names.has(name) ? `${name}（演示）` : name);
  const standard = data.find((p) => p.is_default === true && p.is_active === true);
  const stages = Array.isArray(standard?.stages) ? (standard.stages as { stage: string }[]).map((s) => s.stage) : [];
  if (standard && machineStages.every((stage) => stages.includes(stage))) {
    settings.pipelines.machine = standard.id;
    if (standard.name === "默认商机组" && !names.has("设备销售")) {
      settings.renamed = { id: standard.id, before: "默认商机组", beforeInEnglish: standard.name_en as string | null };
      await updateRecord(ctx, object, standard.id, { name: "设备销售", name_en: "Equipment sales" });
    }
  } else {
    settings.pipelines.machine = await make(
      ctx,
      runId,
      [named("设备销售"), "Equipment sales"],
      [
        { stage: "discovery", probability: 10, stalled_days: 21 },
        { stage: "needs", probability: 30, stalled_days: 30 },
        { stage: "proposal", probability: 50, stalled_days: 35 },
        { stage: "negotiation", probability: 80, stalled_days: 25 },
      ],
    );
  }
  settings.pipelines.service = await make(
    ctx,
    runId,
    [named("备件与服务"), "Parts and service"],
    [
      { stage: "needs", probability: 40, stalled_days: 14, label: { zh: "需求登记", en: "Request noted" } },
      { stage: "proposal", probability: 65, stalled_days: 14, label: { zh: "已报价", en: "Quoted" } },
      { stage: "negotiation", probability: 90, stalled_days: 10, label: { zh: "待下单", en: "Awaiting order" } },
    ],
  );
}

async function make(ctx: Context, runId: string, [name, nameEn]: readonly [zh: string, en: string], stages: unknown[]): Promise<string> {
  const { id } = await createRecord(ctx, objectNamed("pipeline"), { name, name_en: nameEn, stages });
  await addToJournal(ctx.db, runId, "pipeline", [id]);
  return id;
}

/** Easy to type on a phone, about 47 bits. */
function newPassword(): string {
  const alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
  const group = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `demo-${group()}-${group()}-${group().slice(0, 2)}`;
}
