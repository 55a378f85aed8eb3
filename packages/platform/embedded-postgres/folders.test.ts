import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { prepareFolders } from "./folders.ts";

const place = mkdtempSync(join(tmpdir(), "keshu-folders-"));
after(() => rmSync(place, { recursive: true, force: true }));

test("a copy of a data folder whose database lies elsewhere never takes the database of the original", () => {
  const [original, copy, files, otherFiles] = ["original", "copy", "files", "other-files"].map((name) => join(place, name)) as [string, string, string, string];
  mkdirSync(original);
  writeFileSync(join(original, "postgres.location"), `${files}\n`);
  const start = (folder: string) => prepareFolders(folder, { kind: "same" });
  assert.equal(start(original).home, files);
  assert.equal(start(original).home, files, "again and again");
  cpSync(original, copy, { recursive: true });
  assert.throws(() => start(copy), { code: "DATA_COPIED" });

  cpSync(files, otherFiles, { recursive: true });
  writeFileSync(join(copy, "postgres.location"), otherFiles);
  assert.equal(start(copy).home, otherFiles, "restored beside the original");

  const moved = join(place, "moved");
  cpSync(original, moved, { recursive: true });
  rmSync(original, { recursive: true });
  assert.equal(start(moved).home, files, "a folder that was only moved keeps its database");
});
