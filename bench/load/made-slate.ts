import { v7 } from 'uuid';
import type { EventStore, NewEvent } from '#event-store';
import { slugOf } from '#acquisition/domain';
import { createFilmDirectory } from '#acquisition/film-stream';
import { lifeOf } from './film-life';
import { heapBy } from './heap';
import { DAY, narratorFrom } from './narrator';
import type { Random } from './random';
import { randomFrom } from './random';
import type { RealFilms } from './real-films';
import { readRealFilms } from './real-films';
import type { MadeAppend, Recording } from './recording';
import { recordingOf } from './recording';
import type { Step, Telling } from './step';

export interface SlateWanted {
  readonly films: number;
  /** Events of films, about; default: as many as the real ones have, and a tail. */
  readonly events?: number;
  /** The same seed gives the same slate, to the byte. */
  readonly seed: number;
}

/** What was made so far. */
export interface MadeSoFar {
  films: number;
  /** Those of slugs included. */
  events: number;
  /** Commands that a rule refused: nothing was recorded for them. */
  refused: number;
  /** Why the last of them was. */
  lastRefusal?: string;
}

/** The years in which the story plays. */
const BEGINS = Date.parse('2016-01-01T00:00:00.000Z');
const ENDS = Date.parse('2025-12-31T00:00:00.000Z');
/** Of a film as real chronicles have it, the offers, mandates and dates that they do not tell included. */
const REAL_EVENTS = 8;
const LONGEST_TAIL = 40;

/** A film whose next step is known. */
interface Live {
  readonly life: Telling;
  readonly recording: Recording;
  readonly slug: string;
  next: Step;
}

/** How many events each film is to have: most few, some many. */
function sizesOf({ films, events, seed }: SlateWanted): number[] {
  const random = randomFrom(seed ^ 0x51_2e);
  const weights = Array.from({ length: films }, () => Math.min(LONGEST_TAIL, (1 - random.next()) ** (-1 / 1.5)));
  if (events === undefined) return weights.map((weight) => REAL_EVENTS * weight);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (events * weight) / sum);
}

function detailsOf(index: number, random: Random, real: RealFilms, year: number) {
  const words = [random.pick(real.titleWords), random.pick(real.titleWords)];
  const title = `${words.join(' ')} ${String(index + 1)}`;
  const companies = [random.pick(real.companies), random.pick(real.companies)];
  return { title, year, directors: [random.pick(real.directors)], companies, slug: slugOf(title, year) };
}

/** Claims slugs as the directory does, and catches what it would append. */
function createClaims(): (slug: string, filmId: string, recordedAt: string) => Promise<MadeAppend> {
  let caught: readonly NewEvent[] = [];
  let stream = '';
  const nowhere = {
    readStream: async function* () {},
    append: (to: string, _expected: unknown, events: readonly NewEvent[]) => {
      [stream, caught] = [to, events];
      return Promise.resolve();
    },
  };
  const directory = createFilmDirectory(nowhere as unknown as EventStore);
  return async (slug, filmId, recordedAt) => {
    await directory.claim(slug, filmId);
    return { stream, expected: 'no-stream', events: caught.map((event) => ({ ...event, recordedAt })) };
  };
}

/** Begins a film: its first step is its registration. */
function begin(index: number, begins: number, events: number, seed: number, real: RealFilms): Live {
  const random = randomFrom(seed * 1_000_003 + index);
  const details = detailsOf(index, random, real, new Date(begins).getUTCFullYear());
  const filmId = v7({ msecs: begins, random: random.bytes(), seq: index });
  const life = lifeOf(narratorFrom(begins, random, real), details, random.pick(real.shapes), events);
  const { value } = life.next();
  if (value === undefined) throw new Error('A life begins with its registration.');
  return { life, recording: recordingOf(filmId), slug: details.slug, next: value };
}

/**
 * Makes a slate, append by append, in the order in which it was recorded: films come, live at the same time and go, and
 * only those that live are held in memory. Every event is decided on by the rules of the domain.
 * @param so filled in on the way.
 */
export async function* makeSlate(wanted: SlateWanted, so: MadeSoFar): AsyncGenerator<MadeAppend> {
  const real = readRealFilms();
  const sizes = sizesOf(wanted);
  const claim = createClaims();
  const live = heapBy<Live>((a, b) => a.next.at < b.next.at || (a.next.at === b.next.at && a.slug < b.slug));
  const beginOf = (index: number): number => BEGINS + Math.floor(((ENDS - BEGINS - 400 * DAY) * index) / wanted.films);

  for (let begun = 0; begun < wanted.films || live.size > 0;) {
    const turn = live.size > 0 ? live.pop() : undefined;
    if (begun < wanted.films && (turn === undefined || beginOf(begun) <= turn.next.at)) {
      if (turn !== undefined) live.push(turn);
      live.push(begin(begun, beginOf(begun), sizes[begun] ?? 0, wanted.seed, real));
      begun += 1;
      continue;
    }
    if (turn === undefined) continue;
    const { life, recording, slug, next: step } = turn;
    if (!recording.film.isRegistered) yield await claim(slug, recording.film.filmId, new Date(step.at).toISOString());
    const made = recording.record(step);
    if (made !== undefined) yield made;
    count(so, recording, made);
    const { done, value } = life.next({ id: step.id, film: recording.film, accepted: made !== undefined });
    if (done !== true && value.at < ENDS) live.push({ ...turn, next: value });
  }
}

function count(so: MadeSoFar, { film, refusal }: Recording, made: MadeAppend | undefined): void {
  if (made === undefined) {
    so.refused += 1;
    if (refusal !== undefined) so.lastRefusal = refusal;
    return;
  }
  const isFirst = made.expected === 'no-stream';
  if (isFirst) so.films += 1;
  so.events += made.events.length + (isFirst && film.isRegistered ? 1 : 0);
}
