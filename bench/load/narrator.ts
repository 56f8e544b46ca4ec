import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { OccurredAt, Rule, Source } from '#acquisition/domain';
import { decide } from '#acquisition/domain';
import type { Random } from './random';
import type { RealFilms } from './real-films';
import type { Step, Telling, Told } from './step';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** One in so many facts is told some days after it happened. */
const LATE = 0.15;
const LATEST_DAYS = 3;

/** Tells what happens to one film, on a clock of its own. */
export interface Narrator {
  readonly random: Random;
  readonly real: RealFilms;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Lets time pass. */
  readonly pass: (milliseconds: number) => void;
  /** The moment that lies so many days ahead. */
  readonly inDays: (days: number) => string;
  /** Asks a rule now about what happens now. */
  readonly tell: <Details extends object>(command: string, rule: Rule<Details>, details: Details) => Telling<Told>;
  /** The same for what was seen: now and then it is told some days later, and known to the day only. */
  readonly report: <Details extends object>(command: string, rule: Rule<Details>, details: Details) => Telling<Told>;
  /** The same on a signed paper. */
  readonly sign: <Details extends object>(command: string, rule: Rule<Details>, details: Details) => Telling<Told>;
  /** A step that is asked of no film yet. */
  readonly first: (command: string, details: object, decides: Step['decide']) => Telling<Told>;
}

/** @param begins Milliseconds since 1970. */
export function narratorFrom(begins: number, random: Random, real: RealFilms): Narrator {
  let at = begins;

  const idOf = (): string => v7({ msecs: at, random: random.bytes(), seq: random.whole(0, 2 ** 31 - 1) });

  const told = (): Source => {
    if (random.chance(0.4)) return { kind: 'witnessed', by: 'agent' };
    const outlet = random.pick(real.outlets);
    return { kind: 'press', outlet, address: `https://${outlet}/${String(random.whole(100_000, 999_999))}` };
  };

  const paper = (name: string, id: string): Source => ({
    kind: 'document',
    name: `${name}.pdf`,
    sha256: createHash('sha256').update(id).digest('hex'),
  });

  const now = (): OccurredAt => ({ on: new Date(at).toISOString(), precision: 'instant' });

  function* stepOf(
    command: string,
    details: object,
    decides: Step['decide'],
    occurredAt: OccurredAt = now(),
    id = idOf(),
    source = told(),
  ): Telling<Told> {
    return yield { at, id, command, details, occurredAt, source, decide: decides };
  }

  const asking =
    <Details>(rule: Rule<Details>, details: Details): Step['decide'] =>
    (film, entry) =>
      decide(rule, film, details, entry);

  return {
    random,
    real,
    now: () => at,
    pass: (milliseconds) => {
      at += Math.max(1, Math.round(milliseconds));
    },
    inDays: (days) => new Date(at + days * DAY).toISOString(),
    first: stepOf,
    tell: (command, rule, details) => stepOf(command, details, asking(rule, details)),
    report: (command, rule, details) => {
      const late = random.chance(LATE) ? random.whole(1, LATEST_DAYS) : 0;
      const on = new Date(at - late * DAY).toISOString().slice(0, 10);
      return stepOf(command, details, asking(rule, details), late === 0 ? now() : { on, precision: 'day' });
    },
    sign: (command, rule, details) => {
      const id = idOf();
      return stepOf(command, details, asking(rule, details), now(), id, paper(command, id));
    },
  };
}
