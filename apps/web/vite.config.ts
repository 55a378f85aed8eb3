import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { quietIcons } from "./quiet-icons.ts";

const compressible = /\.(js|css|html|svg|json|webmanifest)$/;

/** Writes `.br` and `.gz` beside every text file, so that the server only has to send them. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    async writeBundle(options) {
      const folder = options.dir ?? "dist";
      const files = await readdir(folder, { recursive: true });
      await Promise.all(files.filter((f) => compressible.test(f)).map((f) => compressFile(join(folder, f))));
    },
  };
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < 1024) return;
  const brotli = await promisify(brotliCompress)(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  const gz = await promisify(gzip)(content, { level: 9 });
  await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gz)]);
}

export default defineConfig({
  plugins: [react(), precompress(), quietIcons()],
  build: { target: "es2022", reportCompressedSize: false, chunkSizeWarningLimit: 800 },
  server: {
    proxy: {
      "/api": { target: process.env.KESHU_API ?? "http://127.0.0.1:3000", ws: true },
    },
  },
});
