/**
 * Cells of a table copied from a spreadsheet: tabs between columns, lines between rows, quotes around what holds
 * either (RFC 4180 with tabs). The empty line that ends every copy is none.
 */
export function pastedTable(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const source = text.replaceAll(/\r\n?/g, "\n");
  for (let i = 0; i < source.length; i++) {
    const c = source[i] as string;
    if (isQuoted) {
      if (c !== '"') cell += c;
      else if (source[i + 1] === '"') {
        cell += '"';
        i++;
      } else isQuoted = false;
    } else if (c === '"' && cell === "") isQuoted = true;
    else if (c === "\t" || c === "\n") {
      row.push(cell);
      cell = "";
      if (c === "\n") {
        rows.push(row);
        row = [];
      }
    } else cell += c;
  }
  // a quote that never closes is a text that begins with one
  if (isQuoted)
    return source
      .split("\n")
      .filter((line, i, all) => line !== "" || i < all.length - 1)
      .map((line) => line.split("\t"));
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows;
}
