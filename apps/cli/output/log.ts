import { describeSource } from '#acquisition/domain';
import type { IndexedEvent } from '#acquisition/views';
import { dim } from './style';
import { table } from './table';
import { count } from './words';

const HEAD = ['recorded (UTC)', 'happened', 'film', 'what', 'on whose word'];

const recordedInWords = ({ recordedAt, actor }: IndexedEvent): string =>
  `${recordedAt.slice(0, 10)} ${recordedAt.slice(11, 19)}\n${actor.user}, ${actor.role}`;

const happenedInWords = ({ occurredInWords, lateDays }: IndexedEvent): string =>
  lateDays === 0 ? occurredInWords : `${occurredInWords}\n${count(lateDays, 'day')} late`;

const whatInWords = ({ sentence, about, amendments }: IndexedEvent): string =>
  [
    sentence,
    ...(about === null ? [] : [`about: ${about.sentence}`]),
    ...amendments.map(({ kind, by }) => `[${kind} by ${by}]`),
  ].join('\n');

/** Entries of the log, for people: under each source the id that the entry is named by. */
export const logInWords = (events: readonly IndexedEvent[]): string =>
  table(
    HEAD,
    events.map((event) => [
      recordedInWords(event),
      happenedInWords(event),
      event.film?.title ?? '',
      whatInWords(event),
      `${describeSource(event.source)}\n${dim(event.eventId)}`,
    ]),
  );
