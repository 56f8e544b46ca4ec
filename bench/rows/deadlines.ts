import type { EventStore, Position } from '#event-store';
import { isCaughtUp } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { RealFilms } from '../load/real-films';
import { readRealFilms } from '../load/real-films';
import type { Child } from '../measuring/child';
import { startChild } from '../measuring/child';
import { median, percentile, ratioOf } from '../measuring/rounds';
import type { Answer, ClientsCalls, Request } from '../programs/clients';
import type { ServerCalls } from '../programs/server';
import type { Figure, Row } from '../row';
import type { Slate } from '../slates';
import { commandOn, slugsOf } from './command';

/** Every other one asks, the others command. */
const CONNECTIONS = 16;
const FILMS = 2_000;
const EVENTS = 10 * FILMS;
const OFFERS_OF_EACH = 5;
/** Before the offers are made: a server that has just started is not yet compiled. */
const WARM_UP = 8_000;
/** For how long they ask and command before anything is due. */
const USUAL_MS = 5_000;
/** What else passes until then, should making the offers take twice as long as expected. */
const MARGIN_MS = 2_000;
const LONGEST_MS = 600_000;
const MOST = 4;

const KINDS = ['question', 'command'] as const;
type Kind = (typeof KINDS)[number];

/** What some answers took, in milliseconds. */
interface Times {
  readonly p99: number;
  readonly slowest: number;
}

/** What came out of a round. */
interface Round {
  /** Before anything is due. */
  readonly usual: Readonly<Record<Kind, Times>>;
  /** From the moment at which the offers are due until the last lapse is recorded. */
  readonly meanwhile: Readonly<Record<Kind, Times>>;
  readonly seconds: number;
}

type Connections = readonly (readonly Request[])[];

/** What each of the connections sends, on its part of the films. */
const onEach = (
  slugs: readonly string[],
  send: (slug: string, connection: number) => readonly Request[],
): Connections =>
  Array.from({ length: CONNECTIONS }, (_, connection) =>
    slugs.filter((_slug, at) => at % CONNECTIONS === connection).flatMap((slug) => send(slug, connection)),
  );

const questionsOn = (slug: string): readonly Request[] =>
  [`/api/films/${slug}`, '/api/slate?limit=50', '/api/deadlines?limit=50', '/api/offers?limit=50'].map((path) => ({
    method: 'GET',
    path,
  }));

/** What people do all the time. */
const asking = (slugs: readonly string[], real: RealFilms): Connections =>
  onEach(slugs, (slug, connection) =>
    connection % 2 === 0 ? questionsOn(slug) : [0, 1, 2, 3].map((turn) => commandOn(slug, turn, real)),
  );

/** @param expiresAt Default: never. */
const offering = (slugs: readonly string[], { buyers }: RealFilms, expiresAt?: string): Connections =>
  onEach(slugs, (slug) =>
    buyers.slice(0, OFFERS_OF_EACH).map((buyer) => ({
      method: 'POST',
      path: `/api/films/${slug}/offers`,
      body: {
        buyer,
        rights: { territories: 'Benelux, Italy', media: 'all rights' },
        ...(expiresAt === undefined ? {} : { expiresAt }),
      },
    })),
  );

function timesOf(answers: readonly Answer[]): Readonly<Record<Kind, Times>> {
  const of = (remainder: number): Times => {
    const times = answers.filter(({ connection }) => connection % 2 === remainder).map(({ ms }) => ms);
    return { p99: percentile(times, 0.99), slowest: percentile(times, 1) };
  };
  return { question: of(0), command: of(1) };
}

/** When the last of so many lapses after a position was recorded, in milliseconds since 1970. */
async function lastLapse(store: EventStore, after: Position, lapses: number): Promise<number> {
  let lapsed = 0;
  for await (const item of store.subscribe({ after, signal: AbortSignal.timeout(LONGEST_MS) })) {
    if (isCaughtUp(item) || item.type !== 'OfferLapsed') continue;
    lapsed += 1;
    if (lapsed === lapses) return Date.parse(item.recordedAt);
  }
  throw new Error(`${String(lapsed)} of ${String(lapses)} offers lapsed within ${String(LONGEST_MS / 1_000)} s.`);
}

/**
 * Makes offers that are all due at one instant, and measures before it and from it on. How far ahead it has to lie is known
 * from offers that never lapse, made before.
 */
async function oneRound(
  { folder, file }: Slate,
  slugs: readonly string[],
  clients: Child<ClientsCalls>,
  { warmUp, usualMs }: { readonly warmUp: number; readonly usualMs: number },
): Promise<Round> {
  const server = startChild<ServerCalls>('server', { OVATION_DATA_DIR: folder, PORT: '0' });
  const store = openSqliteEventStore({ file, readOnly: true });
  try {
    const url = await server.ask('start', null);
    const real = readRealFilms();
    const usual = asking(slugs, real);
    const offers = slugs.length * OFFERS_OF_EACH;
    await clients.ask('send', { url, connections: usual, amount: warmUp });
    const connections = offering(slugs, real);
    const made = await clients.ask('send', { url, connections, amount: Math.max(CONNECTIONS, Math.ceil(offers / 4)) });
    await server.ask('settle', null);

    const due = Date.now() + (2_000 * offers) / made.perSecond + MARGIN_MS + usualMs;
    const expiresAt = new Date(due).toISOString();
    await clients.ask('send', { url, connections: offering(slugs, real, expiresAt), amount: offers });
    await server.ask('settle', null);
    const head = await store.head();
    await clients.ask('begin', { url, connections: usual });
    if (Date.now() > due - usualMs) throw new Error('The offers were made too late to measure before they were due.');
    const last = await lastLapse(store, head, offers);
    const answers = await clients.ask('end', null);
    return {
      usual: timesOf(answers.filter(({ at, ms }) => at - ms >= due - usualMs && at < due)),
      meanwhile: timesOf(answers.filter(({ at, ms }) => at >= due && at - ms <= last)),
      seconds: (last - due) / 1_000,
    };
  } finally {
    await store.close();
    await server.stop();
  }
}

function slowestOf(kind: Kind, all: readonly Round[]): Figure {
  const of = (times: (round: Round) => number): readonly number[] => all.map(times);
  const slowest = of(({ meanwhile }) => meanwhile[kind].slowest);
  const usual = of((round) => round.usual[kind].p99);
  const inMs = (values: readonly number[]): string => `${median(values).toFixed(1)} ms`;
  return {
    of: `slowest answer to a ${kind} meanwhile`,
    value: median(slowest),
    unit: 'ms',
    reference: { of: 'p99 before', value: median(usual) },
    ratio: ratioOf(slowest, usual),
    reach: { atMost: MOST },
    note:
      `slowest before ${inMs(of((round) => round.usual[kind].slowest))}, ` +
      `p99 meanwhile ${inMs(of(({ meanwhile }) => meanwhile[kind].p99))}, ` +
      `slowest of all rounds ${Math.max(...slowest).toFixed(1)} ms`,
  };
}

export const deadlines: Row = {
  name: 'deadlines',
  title: `${(FILMS * OFFERS_OF_EACH).toLocaleString('en')} deadlines due at once`,
  async run({ rounds, sized, slates, say }) {
    const [films, events] = [sized(FILMS, CONNECTIONS), sized(EVENTS, 4 * CONNECTIONS)];
    const sizes = { warmUp: sized(WARM_UP, CONNECTIONS), usualMs: sized(USUAL_MS, 1_000) };
    say('makes films to offer for');
    const slate = await slates.make(films, events);
    const slugs = await slugsOf(films, events);
    const clients = startChild<ClientsCalls>('clients');
    const all: Round[] = [];
    try {
      for (let round = 1; round <= rounds; round += 1) {
        say(`round ${String(round)}: makes offers and lets them lapse`);
        all.push(await oneRound(slates.copy(slate), slugs, clients, sizes));
      }
    } finally {
      await clients.stop();
    }
    const lapses = slugs.length * OFFERS_OF_EACH;
    return [
      ...KINDS.map((kind) => slowestOf(kind, all)),
      {
        of: `until the last of ${lapses.toLocaleString('en')} offers has lapsed`,
        value: median(all.map(({ seconds }) => seconds)),
        unit: 's',
      },
    ];
  },
};
