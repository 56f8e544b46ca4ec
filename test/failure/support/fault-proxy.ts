import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What becomes of bytes: delivered, kept until they are delivered after all, or gone. */
type Fate = 'deliver' | 'hold' | 'drop';

/** Stands between clients and a server, and does to their connections what networks and servers do. All of them at once. */
export interface FaultProxy {
  /** Where clients connect to, on 127.0.0.1. */
  readonly port: number;
  /** Everything passes, what was held back first; connections are accepted again. */
  pass(): Promise<void>;
  /** Everything passes, each piece so many milliseconds late, both ways. */
  delay(ms: number): void;
  /** Accepts connections and bytes, delivers nothing and keeps it, as a server that was stopped. */
  freeze(): void;
  /** Requests pass; answers are held back. */
  mute(): void;
  /** Accepts connections and bytes, never answers, forgets. */
  blackHole(): void;
  /** Resets all connections and accepts no more, as a server that is down. */
  refuse(): Promise<void>;
  /** Resets all connections; new ones fare as before. */
  cut(): void;
  /** Resets all connections as soon as so many bytes of answers have passed from now on: in the middle of one. */
  cutAfter(bytes: number): Promise<void>;
  /** How many connections there are now. */
  connections(): number;
  close(): Promise<void>;
}

interface Pipe {
  /** Delivers what is due and may be. */
  flush(): void;
}

interface Rules {
  fateOf(isAnswer: boolean): Fate;
  delayMs(): number;
  /** Told before bytes of an answer are delivered; answers how many of them may be. */
  allow(bytes: number): number;
}

function pipe(from: Socket, to: Socket, isAnswer: boolean, rules: Rules): Pipe {
  const waiting: { readonly bytes: Buffer; readonly due: number }[] = [];
  let isEnded = false;
  const flush = (): void => {
    while (waiting[0] !== undefined && rules.fateOf(isAnswer) === 'deliver') {
      const late = waiting[0].due - performance.now();
      if (late > 0) {
        setTimeout(flush, late);
        return;
      }
      const { bytes } = waiting.shift() as { readonly bytes: Buffer };
      const allowed = isAnswer ? rules.allow(bytes.length) : bytes.length;
      if (to.destroyed) return;
      if (!to.write(bytes.subarray(0, allowed)) && !from.isPaused()) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    }
    if (isEnded && waiting.length === 0) to.end();
  };
  from.on('data', (bytes: Buffer) => {
    if (rules.fateOf(isAnswer) === 'drop') return;
    waiting.push({ bytes, due: performance.now() + rules.delayMs() });
    flush();
  });
  from.on('end', () => {
    isEnded = true;
    flush();
  });
  from.on('error', () => to.resetAndDestroy());
  from.on('close', () => {
    if (rules.fateOf(isAnswer) !== 'hold') flush();
    if (waiting.length === 0) to.destroy();
  });
  return { flush };
}

/** Starts a proxy on a free port, for a server on 127.0.0.1. */
export async function startFaultProxy(serverPort: number): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  const pipes = new Set<Pipe>();
  let [requests, answers]: [Fate, Fate] = ['deliver', 'deliver'];
  let delayMs = 0;
  let cutting: { left: number; readonly done: () => void } | undefined;

  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
    sockets.clear();
    pipes.clear();
  };
  const rules: Rules = {
    fateOf: (isAnswer) => (isAnswer ? answers : requests),
    delayMs: () => delayMs,
    allow: (bytes) => {
      if (cutting === undefined) return bytes;
      const { left, done } = cutting;
      cutting.left -= bytes;
      if (cutting.left > 0) return bytes;
      cutting = undefined;
      // Once what is allowed of it was written.
      setImmediate(() => {
        cut();
        done();
      });
      return left;
    },
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ port: serverPort, host: '127.0.0.1', allowHalfOpen: true });
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    const both = [pipe(client, upstream, false, rules), pipe(upstream, client, true, rules)];
    for (const one of both) pipes.add(one);
    client.once('close', () => both.forEach((one) => pipes.delete(one)));
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const stopListening = async (): Promise<void> => {
    if (!server.listening) return;
    const stopped = once(server, 'close');
    server.close();
    cut();
    await stopped;
  };
  const treat = (ofRequests: Fate, ofAnswers: Fate, late = 0): void => {
    [requests, answers, delayMs] = [ofRequests, ofAnswers, late];
    for (const one of pipes) one.flush();
  };

  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    pass: async () => {
      treat('deliver', 'deliver');
      if (!server.listening) await listen(port);
    },
    delay: (ms) => treat('deliver', 'deliver', ms),
    freeze: () => treat('hold', 'hold'),
    mute: () => treat('deliver', 'hold'),
    blackHole: () => treat('drop', 'drop'),
    refuse: stopListening,
    cut,
    cutAfter: (bytes) =>
      new Promise((resolve) => {
        cutting = { left: bytes, done: resolve };
      }),
    connections: () => sockets.size / 2,
    close: stopListening,
  };
}
