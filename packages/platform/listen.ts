import pg from "pg";

/** Hears NOTIFY on a channel over a connection of its own, which is made again whenever it is lost. */
export function listenTo(url: string, channel: string, onMessage: (payload: string) => void, onConnected: () => void = () => {}): { stop(): Promise<void> } {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: "keshu-listen", keepAlive: true });
    let isLost = false;
    const lose = () => {
      if (isLost) return;
      isLost = true;
      next.end().catch(() => {});
      if (!isStopped) timer = setTimeout(connect, 500);
    };
    next.on("error", lose);
    next.on("end", lose);
    next.on("notification", (message) => onMessage(message.payload ?? ""));
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
      client = next;
      onConnected(); // what was said meanwhile was missed
    } catch {
      lose();
    }
  }

  void connect();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
