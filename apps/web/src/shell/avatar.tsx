/** The first character of a name on a quiet ground that stays the same for the same name. */
export function Avatar({ name }: { name: string }) {
  const characters = [...name.trim()];
  const tone = characters.reduce((sum, c) => sum + (c.codePointAt(0) ?? 0), 0) % 4;
  return (
    <span className={`k-avatar is-${tone}`} aria-hidden="true">
      {characters[0]?.toUpperCase() ?? "?"}
    </span>
  );
}

export function Person({ name }: { name: string }) {
  return (
    <span className="k-person">
      <Avatar name={name} />
      <span className="k-ellipsis">{name}</span>
    </span>
  );
}
