export interface Health {
  /** Names what must be true for a request to be served; returns its removal. */
  require(name: string, check: () => boolean | Promise<boolean>): () => void;
  /** The names of what is not true just now; empty when ready. A check that takes over two seconds counts as failed. */
  failing(): Promise<string[]>;
  isReady(): Promise<boolean>;
}

/** What `GET /health` asks. */
export function createHealth(): Health {
  const checks = new Map<string, () => boolean | Promise<boolean>>();
  const health: Health = {
    require(name, check) {
      checks.set(name, check);
      return () => checks.delete(name);
    },
    async failing() {
      const results = await Promise.all([...checks].map(async ([name, check]) => ((await inTime(check)) ? [] : [name])));
      return results.flat();
    },
    async isReady() {
      return (await health.failing()).length === 0;
    },
  };
  return health;
}

async function inTime(check: () => boolean | Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), 2_000);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
