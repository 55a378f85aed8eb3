import type { Request } from "./load/job.ts";
import { type FakeCompany, fakeCompany, industries, randomOf, searchWord } from "./names.ts";

export interface Case {
  name: string;
  label: string;
  who: "administrator" | "salesperson";
  /** Least share of the floor's throughput. */
  target: number;
  /** Rows one request writes. */
  rows: number;
  isWrite: boolean;
  floor: Request[];
  ours: Request[];
}

export interface Samples {
  /** Ids anyone may read, and ids the salesperson may. */
  all: readonly string[];
  own: readonly string[];
}

const random = randomOf(7);
const bodyOf = (c: FakeCompany): Record<string, unknown> => ({
  name: c.name,
  contact_name: c.contact,
  mobile: c.mobile,
  email: c.email,
  industry: c.industry,
  level: c.level,
  source: c.source,
  region: c.region,
  remark: c.remark || "合作多年",
});

const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);
const filtered = (filter: unknown, rest = ""): Request => ({
  method: "GET",
  path: `/api/v1/customers?filter=${encodeURIComponent(JSON.stringify(filter))}${rest}`,
});

/** The cases of the comparison, each with the same questions to both sides. */
export function buildCases(samples: Samples): Case[] {
  const words = (length: number): string[] => times(300, () => searchWord(random, length));
  const bodies = times(3000, () => bodyOf(fakeCompany(random)));
  const batches = times(16, () => times(500, () => bodyOf(fakeCompany(random))));
  const one = { rows: 1, isWrite: false };
  const read = (ids: readonly string[], label: string, who: Case["who"]): Case => ({
    name: `read-${who}`,
    label,
    who,
    target: 0.5,
    ...one,
    floor: ids.map((id) => ({ method: "GET", path: `/customers/${id}` })),
    ours: ids.map((id) => ({ method: "GET", path: `/api/v1/customers/${id}` })),
  });
  const list = (who: Case["who"], target: number): Case => ({
    name: `list-${who}`,
    label: `list of 50, filtered and sorted, as ${who}`,
    who,
    target,
    ...one,
    floor: industries.map((industry) => ({ method: "GET", path: `/customers?industry=${encodeURIComponent(industry)}` })),
    ours: industries.map((industry) => filtered({ industry }, "&sort=-created_at&limit=50")),
  });
  const contains = (length: number, who: Case["who"]): Case => {
    const asked = words(length);
    return {
      name: `contains-${length}-${who}`,
      label: `contains of ${length} characters, as ${who}`,
      who,
      target: 0.6,
      ...one,
      floor: asked.map((word) => ({ method: "GET", path: `/customers?name=${encodeURIComponent(word)}` })),
      ours: asked.map((word) => filtered({ name: { contains: word } }, "&limit=50")),
    };
  };
  return [
    read(samples.all, "read by id, as administrator", "administrator"),
    read(samples.own, "read by id, as salesperson", "salesperson"),
    list("salesperson", 0.5),
    list("administrator", 0.6),
    contains(2, "administrator"),
    contains(3, "administrator"),
    contains(2, "salesperson"),
    contains(3, "salesperson"),
    {
      name: "create",
      label: "create, as salesperson",
      who: "salesperson",
      target: 0.4,
      rows: 1,
      isWrite: true,
      floor: bodies.map((body) => ({ method: "POST", path: "/customers", body })),
      ours: bodies.map((body) => ({ method: "POST", path: "/api/v1/customers", body })),
    },
    {
      name: "batch",
      label: "batch create of 500, as salesperson (rows/s)",
      who: "salesperson",
      target: 0.4,
      rows: 500,
      isWrite: true,
      floor: batches.map((records) => ({ method: "POST", path: "/customers/batch", body: { records } })),
      ours: batches.map((records) => ({ method: "POST", path: "/api/v1/customers/batch", body: { operation: "create", records } })),
    },
  ];
}
