import { connect, type Socket } from "node:net";

export interface Reply {
  status: number;
  bytes: number;
}

/** One keep-alive HTTP/1.1 connection that sends ready-made requests one after the other. Costs next to nothing, so that the servers are what is measured. */
export class Connection {
  readonly #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);
  #waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;

  constructor(host: string, port: number) {
    this.#socket = connect({ host, port, noDelay: true });
    this.#socket.on("data", (chunk) => this.#read(chunk));
    this.#socket.on("error", (error) => this.#waiting?.reject(error));
    this.#socket.on("close", () => this.#waiting?.reject(new Error("the server closed the connection")));
  }

  send(request: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#buffer = this.#buffer.length ? Buffer.concat([this.#buffer, chunk]) : chunk;
    const end = this.#buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = this.#buffer.toString("latin1", 0, end).toLowerCase();
    const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
    const isComplete =
      length !== undefined
        ? this.#buffer.length >= end + 4 + Number(length)
        : head.includes("transfer-encoding: chunked")
          ? this.#buffer.subarray(-5).equals(lastChunk)
          : true;
    if (!isComplete) return;
    const reply = { status: Number(head.slice(9, 12)), bytes: this.#buffer.length };
    this.#buffer = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve(reply);
  }
}

const lastChunk = Buffer.from("0\r\n\r\n");
