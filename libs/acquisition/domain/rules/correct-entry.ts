import type { FilmEvent, FilmEventType } from '../events';
import type { FilmState } from '../film';
import { applyCorrections } from '../film';
import type { RightsRequest } from '../rights';
import type { OccurredAt } from '../time';
import { parseInstant, parseOccurredAt } from '../time';
import { readMandatedRights, readRights } from './asked-rights';
import { readTerms } from './asked-terms';
import type { Entry, FieldProblem, Refusal, Rule } from './decision';
import { fact, given, refuse, refuseFields, whenPossible } from './decision';
import { unlessItContradicts } from './unless-it-contradicts';

export interface CorrectionDetails {
  /** Id of the event that is corrected. */
  readonly corrects: string;
  /** Fields with their right values, written as when the entry was made; `null` takes an optional field out. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** When it really occurred. */
  readonly occurred?: string;
  readonly reason?: string;
  /** Records also what contradicts other entries, and opens a dispute about it. */
  readonly dispute?: boolean;
}

/** Fields that other entries point at: to change one of them is to make another entry. */
const IDENTITY = new Set([
  'filmId',
  'slug',
  'offerId',
  'dealId',
  'mandateId',
  'disputeId',
  'conflicts',
  'claimed',
  'entry',
  'document',
]);

const AMENDING: ReadonlySet<FilmEventType> = new Set(['EntryCorrected', 'EntryRetracted']);

/** The entry as it stands now, or why it cannot be amended. */
export function standingEntry(film: FilmState, eventId: string): FilmEvent | Refusal {
  const recorded = film.history.find((event) => event.id === eventId);
  if (recorded === undefined) {
    return refuse('not-found', 'entry-not-found', `${film.title} has no entry ${eventId}. Its history lists them.`);
  }
  if (film.amendments.get(eventId)?.kind === 'retracted') {
    return refuse('conflict', 'entry-retracted', `This ${recorded.type} was retracted already.`);
  }
  return applyCorrections(film.history).events.find((event) => event.id === eventId) ?? recorded;
}

/** Fields that hold what is sold: without one of them the entry would say nothing. */
const SUBSTANCE: Partial<Record<FilmEventType, readonly string[]>> = {
  MandateGranted: ['rights'],
  OfferMade: ['rights', 'terms'],
  OfferRaised: ['terms'],
  OfferCountered: ['terms'],
  FilmAcquired: ['rights', 'terms'],
  FilmReleased: ['rights'],
};

function rightValues(film: FilmState, standing: FilmEvent, changes: Readonly<Record<string, unknown>>, entry: Entry) {
  const problems: FieldProblem[] = [];
  const values = Object.entries(changes).map(([field, value]): [string, unknown] => {
    const path = `changes.${field}`;
    if (IDENTITY.has(field))
      problems.push({ field: path, message: 'cannot be corrected: retract the entry and make a new one' });
    if (value === null && SUBSTANCE[standing.type]?.includes(field))
      problems.push({ field: path, message: 'cannot be taken out: retract the entry, or give the right value' });
    if (field === 'rights' && isRecord(value)) {
      const asked = value as unknown as RightsRequest;
      const { rights, problems: wrong } =
        standing.type === 'MandateGranted'
          ? readMandatedRights(film, asked, entry, standing.data.mandateId, path)
          : readRights(film, asked, entry, path);
      problems.push(...wrong);
      return [field, rights];
    }
    if (field === 'terms' && isRecord(value)) {
      const { terms, problems: wrong } = readTerms(value, path);
      problems.push(...wrong);
      const { guarantee, ...others } = terms;
      const before = 'terms' in standing.data ? standing.data.terms : undefined;
      return [field, { ...before, ...others, ...('guarantee' in value || before === undefined ? { guarantee } : {}) }];
    }
    const moment = momentOf(field, value);
    if (moment === null)
      problems.push({ field: path, message: 'is no date or moment: write it as when the entry was made' });
    return [field, moment ?? value];
  });
  return { values: Object.fromEntries(values), problems };
}

const INSTANTS = new Set(['expiresAt', 'reservedUntil', 'until']);

/** The right form of a moment or date that is corrected; `null` when it is none, undefined for other fields. */
function momentOf(field: string, value: unknown): unknown {
  if (value === null) return undefined;
  if (INSTANTS.has(field)) return (typeof value === 'string' ? parseInstant(value) : undefined) ?? null;
  if (field === 'releaseOn') return (typeof value === 'string' ? parseOccurredAt(value) : undefined) ?? null;
  return undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function realOccurrence(occurred: string | undefined, entry: Entry): OccurredAt | undefined | Refusal {
  if (occurred === undefined) return undefined;
  const occurredAt = parseOccurredAt(occurred);
  if (occurredAt === undefined)
    return refuseFields([{ field: 'occurred', message: 'is no date: give 2024-09-07, 2024-09 or 2024' }]);
  return whenPossible({ ...entry, occurredAt }) ?? occurredAt;
}

/** Says what an earlier entry should have said. The entry itself stays as it was recorded. */
export const correctEntry: Rule<CorrectionDetails> = (
  film,
  { corrects, changes = {}, occurred, reason, dispute },
  entry,
) => {
  const standing = standingEntry(film, corrects);
  if ('refused' in standing) return standing;
  if (AMENDING.has(standing.type)) {
    return refuse(
      'conflict',
      'not-correctable',
      'A correction is not corrected itself: retract it, or correct the original entry again.',
    );
  }
  const { values, problems } = rightValues(film, standing, changes, entry);
  if (Object.keys(values).length === 0 && occurred === undefined) {
    problems.push({ field: 'changes', message: 'is empty: give the fields with their right values, or `occurred`' });
  }
  if (problems.length > 0) return refuseFields(problems);
  const occurredAt = realOccurrence(occurred, entry);
  if (occurredAt !== undefined && 'refused' in occurredAt) return occurredAt;
  const correction = fact('EntryCorrected', {
    corrects,
    type: standing.type,
    changes: values,
    ...given({ occurred: occurredAt, reason }),
  });
  return unlessItContradicts(film, standing.type, [correction], entry, dispute);
};
