type Trust = boolean | string | ((address: string, hop: number) => boolean);

/** The setting as Fastify takes it. A bare number Fastify reads as "nobody": it must be said hop by hop. */
export function trustedProxies(setting: boolean | number | string = false): Trust {
  return typeof setting === "number" ? (_address, hop) => hop < setting : setting;
}
