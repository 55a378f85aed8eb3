/**
 * What the index of grams holds of a record: its bigrams, and who may see it as one more element each. So the records of a
 * department that contain a word are found in the index alone, however many others contain it. A hash may meet another or
 * a bigram: the index finds a few too many then, and the condition on the column itself drops them.
 */
export function gramKeys(alias?: string): string {
  const column = (name: string): string => (alias ? `${alias}.${name}` : name);
  return `(${column("grams")} || array[uuid_hash(${column("department_id")}), uuid_hash(${column("owner_id")})])`;
}
