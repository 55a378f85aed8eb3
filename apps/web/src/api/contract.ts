import type { components, paths } from "../generated/api.d.ts";

/** A named shape of the contract. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** What a request answers when all is well, as the contract has it. */
export type Answer<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends { responses: infer Responses }
  ? BodyOf<Responses[keyof Responses & (200 | 201 | 202)]>
  : never;

type BodyOf<Response> = Response extends { content: { "application/json": infer Body } } ? Body : never;
