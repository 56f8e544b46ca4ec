import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Entry, OccurredAt, Refusal, Source } from '#acquisition/domain';
import { parseOccurredAt, refuseFields } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { EntryDetails, SourceDetails } from './details';
import type { CommandContext } from './film-command';

/** The clock, and the calendar day of an instant in the reporting time zone. */
export interface Clock {
  readonly now: () => string;
  readonly dayOf: (instant: string) => string;
}

function readSource(source: SourceDetails | undefined, user: string): Source | Refusal {
  const missing = (field: string, what: string) =>
    refuseFields([{ field: `source.${field}`, message: `is missing: ${what}` }]);
  switch (source?.kind) {
    case 'document':
      if (source.name === undefined) return missing('name', 'what is the document called?');
      if (source.sha256 === undefined) return missing('sha256', 'give the SHA-256 of the document');
      return { kind: 'document', name: source.name, sha256: source.sha256 };
    case 'press':
      if (source.outlet === undefined) return missing('outlet', 'which outlet reported it?');
      return {
        kind: 'press',
        outlet: source.outlet,
        ...(source.address === undefined ? {} : { address: source.address }),
      };
    default:
      return { kind: 'witnessed', by: source?.by ?? user };
  }
}

function readOccurrence({ occurredAt, occurredPrecision }: EntryDetails, now: string): OccurredAt | Refusal {
  if (occurredAt === undefined) return { on: now, precision: 'instant' };
  const parsed = parseOccurredAt(occurredAt, occurredPrecision);
  const message = 'must be a date that exists, no more precise than `occurredPrecision`';
  return parsed ?? refuseFields([{ field: 'occurredAt', message }]);
}

/**
 * How, when and on whose word a command is recorded, from its details and who asks.
 * @throws Refused when its time or its source cannot be read.
 */
export function entryOf(
  id: string,
  details: EntryDetails,
  { user, role }: CommandContext,
  clock: Clock,
  now = clock.now(),
): Entry {
  const occurredAt = readOccurrence(details, now);
  if ('refused' in occurredAt) throw new Refused(occurredAt);
  const source = readSource(details.source, user);
  if ('refused' in source) throw new Refused(source);
  return { id, now: { instant: now, day: clock.dayOf(now) }, occurredAt, source, actor: { user, role } };
}

/** What came in as JSON as it came in: events hold plain data, not the classes it was checked with. */
export const plain = (details: object): object => JSON.parse(JSON.stringify(details)) as object;

/** Of what was asked, so that another request under the same key is noticed. */
export const digestOf = (name: string, details: object): string =>
  hash('sha256', `${name} ${canonicalize(details) ?? ''}`);
