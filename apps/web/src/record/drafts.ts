/** Keys under which what was typed on a record's page is kept until it is saved. */
export const recordDrafts = (id: string) => `record/${id}/`;
export const factDraft = (id: string, field: string) => `record/${id}/fact/${field}`;
export const formDraft = (id: string) => `record/${id}/form`;
export const composerDraft = (id: string) => `record/${id}/composer`;
export const newFormDraft = (object: string) => `new/${object}`;
