const separators = /[,，;；、|\n\r\t]/;

/** Several values in one cell: by comma, semicolon, 、, | or line; a value holding one of these stands in double quotes. */
export function splitCell(text: string): string[] {
  const values: string[] = [];
  let value = "";
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (isQuoted) {
      if (c !== '"') value += c;
      else if (text[i + 1] === '"') value += text[i++];
      else isQuoted = false;
    } else if (c === '"' && value.trim() === "") {
      isQuoted = true;
      value = "";
    } else if (separators.test(c)) {
      values.push(value);
      value = "";
    } else value += c;
  }
  values.push(value);
  return values.map((v) => v.trim()).filter((v) => v !== "");
}

/** The reverse of splitCell. */
export function joinCell(values: readonly string[]): string {
  return values.map((v) => (separators.test(v) || v.includes('"') || v !== v.trim() ? `"${v.replaceAll('"', '""')}"` : v)).join(", ");
}
