export { accessPredicate, covers } from "./access/predicate.ts";
export {
  currentCatalog,
  findObjectByPath,
  loadCatalog,
  onCatalogChange,
  refreshCatalog,
  registerObjects,
  resetCatalog,
  standardCatalog,
} from "./catalog-store/current.ts";
export { updateObject } from "./catalog-store/edit-face.ts";
export { addField, removeField, updateField } from "./catalog-store/edit-field.ts";
export { addObject, type NewObject, removeObject, reservedPaths } from "./catalog-store/edit-object.ts";
export { addUnique, removeUnique } from "./catalog-store/edit-unique.ts";
export { setCatalogBarrier } from "./catalog-store/publish.ts";
export { type Consumer, pruneChanges, runConsumer, startConsumers } from "./changes/consumers.ts";
export { changedElsewhere, type HistoryEntry, historyConsumer, readHistory } from "./changes/history.ts";
export { readChanges } from "./changes/read-changes.ts";
export type { ChangeRow, Touched } from "./changes/row.ts";
export { type ChangeTail, startChangeTail } from "./changes/tail.ts";
export { transitionRecord } from "./commands.ts";
export { expireShares } from "./expire-shares.ts";
export { type AccessReason, explainAccess, mayExplainFor } from "./explain-access.ts";
export { type Notification, type NotificationKind, notify, setNotifier } from "./notify.ts";
export { aggregateRecords } from "./query/aggregate.ts";
export { readByIds } from "./query/expand.ts";
export { listRecords } from "./query/list.ts";
export { getRecord } from "./query/read.ts";
export { findReferences, type Reference, referencesTo } from "./query/references-to.ts";
export { searchRecords } from "./query/search.ts";
export type { SearchHit } from "./query/search-hit.ts";
export { type KeptQuery, usableQuery } from "./query/usable-query.ts";
export { englishTitle, readerName } from "./reader-name.ts";
export { refreshSearch } from "./refresh-search.ts";
export * from "./rules.ts";
export { settleAddedUnique } from "./schema/added-unique.ts";
export { syncObject, syncSchema } from "./schema/sync-schema.ts";
export { getTeam, setTeam, shareRecords, type TeamMember } from "./team.ts";
export * from "./types.ts";
export { maximumBatch, writeBatch } from "./write/batch.ts";
export { belongingsOf, checkKinds, type Moved, moveBelongings, transferRecord } from "./write/belongings.ts";
export { type AfterTransfer, restoreAll, tagRecords, transferRecords } from "./write/bulk.ts";
export { createRecord } from "./write/create.ts";
export { notUnique } from "./write/database-problem.ts";
export { partsOf, purgeRecords } from "./write/purge.ts";
export { isPurgeable, purgeDeleted, purgeExpired } from "./write/purge-deleted.ts";
export { deleteRecord, restoreRecord } from "./write/remove.ts";
export { withRetries } from "./write/retry.ts";
export { registerRules } from "./write/rule-registry.ts";
export { othersDone, setAside } from "./write/set-aside.ts";
export { takeBackRecords } from "./write/take-back.ts";
export { updateRecord } from "./write/update.ts";
