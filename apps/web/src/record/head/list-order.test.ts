import assert from "node:assert/strict";
import { test } from "node:test";
import { QueryClient } from "@tanstack/react-query";
import { orderAround } from "./list-order.ts";

const rows = (...ids: string[]) => ids.map((id) => ({ id }));

test("neighbours come from the list that showed the record last, over its pages in order", () => {
  const queries = new QueryClient();
  queries.setQueryData(["records", "customers", "rows", "{}", "-1:1"], rows("c", "d"), { updatedAt: 2 });
  queries.setQueryData(["records", "customers", "rows", "{}", "-1:0"], rows("a", "b"), { updatedAt: 2 });
  queries.setQueryData(["records", "customers", "rows", "{}", "-1:5"], rows("x", "y"), { updatedAt: 2 });
  queries.setQueryData(["records", "customers", "rows", "other", "-1:0"], rows("b", "z"), { updatedAt: 1 });
  queries.setQueryData(["records", "customers", "list", "related", "customer_id", "1"], { data: rows("b", "q") }, { updatedAt: 9 });
  assert.deepEqual(orderAround(queries, "customers", "b"), ["a", "b", "c", "d"]);
  assert.deepEqual(orderAround(queries, "customers", "x"), ["x", "y"]);
  assert.deepEqual(orderAround(queries, "customers", "nobody"), []);
  assert.deepEqual(orderAround(queries, "contacts", "b"), []);
});

test("answers and endless lists are read as well", () => {
  const queries = new QueryClient();
  queries.setQueryData(["records", "leads", "list", "board", "new"], { pages: [{ data: rows("a") }, { data: rows("b") }] });
  assert.deepEqual(orderAround(queries, "leads", "b"), ["a", "b"]);
  queries.clear();
});
