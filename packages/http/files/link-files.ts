import { type Consumer, currentCatalog } from "@keshu/records";

/**
 * Ties files to the record whose file field names them, from the change log, so that they are kept and readable with it.
 * Files of records that are gone for good go with the next sweep. Only files of the person who wrote, tied to nothing yet: naming a stranger's file gives no right to it.
 */
export const linkFiles: Consumer = {
  name: "files",
  batchSize: 1000,
  wants: () => {
    const holders = currentCatalog().objects.filter((object) => object.fieldList.some((field) => field.type === "file"));
    return `c.kind = 'purged' or (c.kind in ('created', 'updated') and c.object = any('{${holders.map((object) => object.name).join(",")}}'))`;
  },
  async handle(tx, rows) {
    for (const [name, gone] of Map.groupBy(
      rows.filter((row) => row.kind === "purged"),
      (row) => row.object,
    ))
      await tx.query("update keshu.file set expires_at = now() where object = $1 and record_id = any($2::uuid[])", [name, gone.map((row) => row.record_id)]);
    for (const row of rows) {
      if (row.actor === null || row.kind === "purged") continue;
      const object = currentCatalog().byName.get(row.object);
      if (!object) continue;
      const ids = Object.entries(row.diff).flatMap(([name, change]) =>
        object.fields.get(name)?.type === "file" && Array.isArray(change.to) ? (change.to as string[]) : [],
      );
      if (ids.length === 0) continue;
      await tx.query(
        "update keshu.file set object = $2, record_id = $3, expires_at = null where id = any($1::uuid[]) and record_id is null and created_by = $4",
        [ids, row.object, row.record_id, row.actor],
      );
    }
  },
};
