import { Readable } from "node:stream";
import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { audit, createError, within } from "@keshu/kernel";
import type { FileStore } from "@keshu/platform";
import { z } from "zod";
import { line } from "../views/view-shape.ts";
import { changeCompany, readCompany, readLogoBytes } from "./company-store.ts";
import { readLogo } from "./logo.ts";

const tag = "company";

const company = z
  .object({ name: z.string().nullable(), logo_url: z.string().nullable(), color: z.string().nullable(), is_set_up: z.boolean(), is_demo: z.boolean() })
  .meta({ id: "Company" });

const get = defineEndpoint({
  method: "GET",
  path: "/api/v1/company",
  operationId: "get_company",
  summary: { zh: "公司名称、标志和颜色", en: "The company's name, logo and colour" },
  tag,
  access: "public",
  responses: { 200: company },
  handler: async (ctx) => ({ status: 200, body: await readCompany(ctx.db) }),
});

const logo = defineEndpoint({
  method: "GET",
  path: "/api/v1/company/logo",
  operationId: "get_company_logo",
  summary: { zh: "公司标志", en: "The company's logo" },
  tag,
  access: "public",
  query: z.strictObject({ v: z.string().max(64).optional() }),
  responses: { 200: "image/png" },
  handler: async (ctx, { query }) => {
    const stored = await readLogoBytes(ctx.db);
    if (!stored) throw createError("NOT_FOUND");
    return {
      status: 200,
      body: Readable.from([stored.bytes]),
      headers: {
        "content-type": stored.type,
        "content-length": String(stored.bytes.length),
        "content-security-policy": "default-src 'none'; sandbox",
        "content-disposition": "inline",
        // the address names the picture: another one has another address
        "cache-control": query.v === stored.hash ? "public, max-age=31536000, immutable" : "public, no-cache",
      },
    };
  },
});

/** Reading and changing how the company appears. */
export function companyEndpoints(files: FileStore): AnyEndpoint[] {
  const update = defineEndpoint({
    method: "PATCH",
    path: "/api/v1/company",
    operationId: "update_company",
    summary: { zh: "修改公司名称、标志和颜色", en: "Change the company's name, logo and colour" },
    tag,
    access: { permission: "company.manage" },
    bodyLimit: 16 * 1024,
    body: z.strictObject({
      name: line(100).nullish(),
      color: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .transform((text) => text.toLowerCase())
        .nullish(),
      logo_file_id: z.string().max(100).nullish(),
      is_set_up: z.boolean().optional(),
    }),
    responses: { 200: company },
    handler: async (ctx, { body }) => {
      const { logo_file_id: fileId, ...change } = body;
      const picture = typeof fileId === "string" ? await readLogo(ctx, files, fileId) : fileId;
      const after = await ctx.db.transaction(async (tx) => {
        await changeCompany(tx, { ...change, logo: picture });
        await audit(within(ctx, tx), { kind: "company.updated", details: { changed: Object.keys(body) } });
        return readCompany(tx);
      });
      return { status: 200, body: after };
    },
  });
  return [get, logo, update];
}
