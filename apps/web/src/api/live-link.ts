/** What a link tells: it stands (`isAgain`: after a gap), a frame came, the session has ended, whether it is up. */
export interface LinkEvents {
  onOpen(isAgain: boolean): void;
  onFrame(text: string): void;
  onSessionEnd(): void;
  onState(isUp: boolean): void;
}

export interface Link {
  /** Sends a frame; false while the link is down. */
  say(frame: object): boolean;
  /** Asks for a sign of life now, or connects at once. */
  probe(): void;
  close(): void;
}

const sessionEnded = 4401;
/** A network that goes away without a word closes no socket: so often it is asked for a sign of life. */
const probeEvery = 20_000;
const answerWithin = 6_000;
/** Shorter gaps are not worth a word. */
const toldAfter = 3_000;
const longestPause = 15_000;

/** A socket that is opened again whenever it breaks or falls silent, with growing pauses. */
export function openLink(url: string, events: LinkEvents): Link {
  let socket: WebSocket | undefined;
  let attempts = 0;
  let isClosed = false;
  let hasStood = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let telling: ReturnType<typeof setTimeout> | undefined;

  const say = (frame: object): boolean => {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(frame));
    return true;
  };

  function connect(): void {
    clearTimeout(retry);
    if (isClosed) return;
    const ws = new WebSocket(url);
    socket = ws;
    // one that neither opens nor fails is given up as well
    expectWithin(answerWithin);
    ws.onopen = () => {
      heard();
      clearTimeout(telling);
      telling = undefined;
      attempts = 0;
      events.onState(true);
      events.onOpen(hasStood);
      hasStood = true;
    };
    ws.onmessage = ({ data }) => {
      heard();
      events.onFrame(String(data));
    };
    ws.onclose = ({ code }) => {
      if (code === sessionEnded) events.onSessionEnd();
      lost(ws);
    };
  }

  function lost(ws: WebSocket): void {
    if (socket !== ws) return;
    socket = undefined;
    heard();
    ws.onopen = ws.onmessage = ws.onclose = null;
    ws.close(); // on a dead network its closing would be told minutes later
    if (isClosed) return;
    telling ??= setTimeout(() => events.onState(false), toldAfter);
    attempts++;
    retry = setTimeout(connect, Math.min(longestPause, 500 * 2 ** Math.min(attempts, 6)) * (0.75 + Math.random() / 2));
  }

  function heard(): void {
    clearTimeout(silence);
    silence = undefined;
  }

  function expectWithin(milliseconds: number): void {
    const ws = socket;
    if (ws) silence ??= setTimeout(() => lost(ws), milliseconds);
  }

  function probe(): void {
    if (!socket) connect();
    else if (say({ type: "ping" })) expectWithin(answerWithin);
  }

  connect();
  const beat = setInterval(() => {
    if (socket) probe();
  }, probeEvery);
  return {
    say,
    probe,
    close() {
      isClosed = true;
      for (const timer of [retry, silence, telling]) clearTimeout(timer);
      clearInterval(beat);
      if (socket) lost(socket);
    },
  };
}
