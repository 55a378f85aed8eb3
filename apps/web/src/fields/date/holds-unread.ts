/** Whether what is asked holds a day nobody can mean: then that has the focus, and nothing is to be saved. */
export function holdsUnread(form: ParentNode | null): boolean {
  const input = form?.querySelector<HTMLElement>("[data-unread=kept]");
  input?.focus();
  return input != null;
}
