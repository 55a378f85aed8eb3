import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { quietIcon } from "./quiet-icons.ts";

const folder = join(dirname(createRequire(import.meta.url).resolve("@ant-design/icons/package.json")), "es");

test("the icons of questions, messages and loading buttons tell screen readers no English file name", () => {
  for (const icon of ["ExclamationCircleFilled", "InfoCircleFilled", "CheckCircleFilled", "CloseCircleFilled", "LoadingOutlined"]) {
    const drawn = /from "\.\.\/(components\/\w+)"/.exec(readFileSync(join(folder, "icons", `${icon}.js`), "utf8"))?.[1];
    const path = join(folder, `${drawn}.js`);
    const quiet = quietIcon(readFileSync(path, "utf8"), path);
    assert.match(quiet ?? "", /"aria-hidden": restProps\["aria-label"\] \? undefined : true/, icon);
    assert.doesNotMatch(quiet ?? "", /"aria-label": icon\.name/, icon);
  }
});
