import type { Database, Label } from "@keshu/kernel";
import { currentCatalog, notify } from "@keshu/records";
import { contextFor, type TransferSeams } from "../seams.ts";
import type { StoredImport } from "./stored-import.ts";

/** Who waits for it looks at the page; later they have gone on to something else. */
const waitedFor = 10_000;

/** Tells the person who began a long import how it ended, in the transaction in which it does. */
export async function tellOfImport(tx: Database, seams: TransferSeams, { id, user_id, api_key_id, locale, object: name }: StoredImport): Promise<void> {
  const { rows } = await tx.query<StoredImport & { took: number }>(
    "select *, extract(epoch from clock_timestamp() - created_at)::float8 * 1000 as took from keshu.import where id = $1 and not is_dry_run",
    [id],
  );
  const ended = rows[0];
  const object = currentCatalog().byName.get(name);
  if (!ended || !object || ended.took < waitedFor) return;
  const principal = await seams.principalOf(tx, user_id, api_key_id);
  if (!principal) return;
  const titles: Record<string, Label> = {
    done: { zh: `${object.label.zh}导入完成`, en: `The import of ${object.pluralLabel.en.toLowerCase()} is done` },
    failed: { zh: `${object.label.zh}导入失败`, en: `The import of ${object.pluralLabel.en.toLowerCase()} has failed` },
  };
  const title = titles[ended.state];
  if (!title) return;
  await notify(contextFor(tx, principal, { locale, origin: `import:${id}` }), {
    user_ids: [user_id],
    kind: "import",
    title,
    body: {
      zh: `${ended.file_name}：新增 ${ended.created}，更新 ${ended.updated}，无变化 ${ended.unchanged}，跳过 ${ended.skipped}，失败 ${ended.failed}`,
      en: `${ended.file_name}: ${ended.created} created, ${ended.updated} updated, ${ended.unchanged} unchanged, ${ended.skipped} skipped, ${ended.failed} failed`,
    },
    key: `import:${id}:${ended.state}`,
  });
}
