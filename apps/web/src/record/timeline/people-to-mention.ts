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

/** What stands between the last `@` and the caret, undefined when no name is being written there. */
export function nameBeingTyped(text: string, caret: number): string | undefined {
  return /@([^\s@]{0,20})$/u.exec(text.slice(0, caret))?.[1];
}
