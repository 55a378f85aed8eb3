/** Keys under which what was typed on a record's page is kept until it is saved. */
export const recordDrafts = (id: string) => `record/${id}/`;
export const factDraft = (id: string, field: string) => `record/${id}/fact/${field}`;
export const formDraft = (id: string) => `record/${id}/form`;
export const composerDraft = (id: string) => `record/${id}/composer`;
/** A new record of one customer is another draft than one of the next customer. */
export const newFormDraft = (object: string, initial: Record<string, unknown> = {}) => {
  const links = Object.keys(initial).filter((name) => /_ids?$/.test(name));
  return `new/${object}${links.sort().map((name) => `/${String(initial[name])}`)}`;
};
