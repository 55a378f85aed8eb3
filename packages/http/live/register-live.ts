import websocket from "@fastify/websocket";
import type { FastifyInstance } from "fastify";
import type { AppOptions } from "../app-options.ts";
import { closeCodes, type Socket } from "./frames.ts";
import { serveSocket } from "./serve-socket.ts";

/**
 * `GET /api/v1/live`: frames equal rows of `/api/v1/changes`. Signed in by cookie (own origin only), by an
 * Authorization header, or by a first frame `{"type":"authenticate","token"}`. A `{"type":"ping"}` is answered with a
 * pong once the subscription stands. `{"type":"subscribe","topics":[…]}` adds what modules have to tell.
 */
export async function registerLive(app: FastifyInstance, options: AppOptions): Promise<{ close(): void; count(): number }> {
  const sockets = new Set<Socket>();
  await app.register(websocket, { options: { maxPayload: 16 * 1024 } });
  app.get("/api/v1/live", { websocket: true }, (socket, request) => {
    sockets.add(socket as Socket);
    socket.on("close", () => sockets.delete(socket as Socket));
    serveSocket(socket as Socket, request, options);
  });
  return {
    close() {
      for (const socket of sockets) socket.close(closeCodes.goingAway, "shutting down");
    },
    count: () => sockets.size,
  };
}
