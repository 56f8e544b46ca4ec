import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { startFaultProxy, type FaultProxy } from './fault-proxy';

let echo: Server;
let proxy: FaultProxy;
/** What the server was sent. */
let received: string;
const clients: Socket[] = [];

beforeEach(async () => {
  received = '';
  echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      received += bytes.toString();
      echo.emit('received');
      socket.write(bytes);
    });
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await startFaultProxy((echo.address() as AddressInfo).port);
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  echo.close();
  await once(echo, 'close');
});

/** A client, all that it was answered, and how it ended. */
async function aClient() {
  const socket = connect(proxy.port, '127.0.0.1');
  clients.push(socket);
  await once(socket, 'connect');
  let text = '';
  const gone: PromiseWithResolvers<string> = Promise.withResolvers();
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => gone.resolve(error.code ?? ''));
  socket.on('close', () => gone.resolve('closed'));
  return {
    say: (words: string) => void socket.write(words),
    text: () => text,
    gone: gone.promise,
    /** Once it was answered all of this. */
    hears: async (words: string) => {
      while (text !== words) await once(socket, 'data');
    },
    /** The next turn in which something could have come. */
    hearsNothing: async () => {
      await aTurnOfTheNetwork();
      expect(text).toBe('');
    },
  };
}

/** The server answers another connection: what could have come meanwhile has come. */
async function aTurnOfTheNetwork(): Promise<void> {
  const socket = connect((echo.address() as AddressInfo).port, '127.0.0.1');
  clients.push(socket);
  socket.write('-');
  await once(socket, 'data');
}

it('passes everything both ways, however much', async () => {
  const client = await aClient();
  const much = 'x'.repeat(5_000_000);
  client.say(much);
  await client.hears(much);
});

it('keeps back what comes while it is frozen, and delivers it after', async () => {
  const client = await aClient();
  proxy.freeze();
  client.say('one');
  client.say('two');
  await client.hearsNothing();
  expect(received).toBe('-');
  await proxy.pass();
  await client.hears('onetwo');
});

it('lets requests through and keeps answers while it is mute', async () => {
  const client = await aClient();
  proxy.mute();
  client.say('one');
  await once(echo, 'received');
  await client.hearsNothing();
  await proxy.pass();
  await client.hears('one');
});

it('forgets what falls into the black hole', async () => {
  proxy.blackHole();
  const client = await aClient();
  client.say('one');
  await client.hearsNothing();
  await proxy.pass();
  client.say('two');
  await client.hears('two');
});

it('is late by what it is told, both ways, and keeps the order', async () => {
  const client = await aClient();
  proxy.delay(30);
  const start = performance.now();
  client.say('one');
  client.say('two');
  await client.hears('onetwo');
  expect(performance.now() - start).toBeGreaterThan(59);
});

it('resets connections and accepts new ones', async () => {
  const client = await aClient();
  client.say('one');
  await client.hears('one');
  proxy.cut();
  expect(await client.gone).toBe('ECONNRESET');
  const next = await aClient();
  next.say('two');
  await next.hears('two');
});

it('cuts in the middle of an answer', async () => {
  const client = await aClient();
  const cut = proxy.cutAfter(4);
  client.say('one two');
  await cut;
  expect(await client.gone).toBe('ECONNRESET');
  expect(['', 'one ']).toContain(client.text());
  expect(received).toBe('one two');
});

it('refuses connections as a server that is down, until it passes again', async () => {
  const client = await aClient();
  await proxy.refuse();
  expect(await client.gone).toBe('ECONNRESET');
  await expect(aClient()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(proxy.connections()).toBe(0);
  await proxy.pass();
  const next = await aClient();
  next.say('two');
  await next.hears('two');
});

it('closes a connection when the other side does', async () => {
  const client = await aClient();
  client.say('one');
  await client.hears('one');
  expect(proxy.connections()).toBe(1);
  clients[0]?.end();
  expect(await client.gone).toBe('closed');
});
