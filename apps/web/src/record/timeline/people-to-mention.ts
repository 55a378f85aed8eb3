export interface Colleague {
  id: string;
  name: string;
  email: string;
}

/** Whom Enter may take: who was found, or, until what is typed now is answered, only those found before whose name holds it. */
export function peopleToMention(found: readonly Colleague[], typed: string, isAnswered: boolean): Colleague[] {
  const part = typed.toLowerCase();
  return found.filter(({ name }) => isAnswered || name.toLowerCase().includes(part));
}
