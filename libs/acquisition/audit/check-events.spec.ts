import fc from 'fast-check';
import type { Position, RecordedEvent } from '#event-store';
import { foundIn } from '#ledger';
import { checkEvents, noteEvents } from '.';

const uuid = (number: number): string => `0153a091-cf48-72f4-b3cf-${String(number).padStart(12, '0')}`;
/** Of an event, of what it began, one that a chronicle brought, and one that is no UUID of ours. */
const aName = fc.oneof(
  fc.nat(12).map(uuid),
  fc.nat(3).map((number) => `offer ${String(number)}`),
  fc.constant('00000000-0000-0000-0000-000000000000'),
);
const aType = fc.constantFrom('OfferMade', 'FilmAcquired', 'MandateGranted', 'OfferDeclined', 'NoteTaken');
const someData = fc.record({ offerId: aName, dealId: aName, corrects: aName }, { requiredKeys: [] });

const aLog = fc
  .array(fc.record({ type: aType, data: someData, isUndecodable: fc.boolean() }), { maxLength: 40 })
  .map((events) =>
    events.map(({ type, data, isUndecodable }, index): RecordedEvent => ({
      id: uuid(index),
      // Of films, each has to be one that this program knows; what lies elsewhere is not looked into.
      stream: isUndecodable && index % 7 === 0 ? `film-${uuid(0)}` : 'notes-1',
      revision: BigInt(index),
      position: String(index).padStart(20, '0') as Position,
      type,
      data,
      metadata: {},
      recordedAt: '2026-02-27T20:00:00.000Z',
    })),
  );

it('takes over a part of a log where, and only where, nothing is wrong with an event of it', () => {
  const tried = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(aLog, fc.integer({ min: 1, max: 8 }), fc.boolean(), (log, length, isWhole) => {
      const [whole, inParts] = [checkEvents({ isWhole }), checkEvents({ isWhole })];
      for (let from = 0; from < log.length; from += length) {
        const part = log.slice(from, from + length);
        const findings = part.flatMap((event, at) => whole.findIn(event, foundIn(event, from + at)));
        const notes = noteEvents();
        // What was noted is sent to another thread.
        const isTaken = part.every(notes.add) && inParts.take(structuredClone(notes.noted()));
        expect(isTaken).toBe(findings.length === 0);
        tried[isTaken ? 'taken' : 'refused'] += 1;
        if (isTaken) continue;
        expect(part.flatMap((event, at) => inParts.findIn(event, foundIn(event, from + at)))).toEqual(findings);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(tried.taken).toBeGreaterThan(500);
  expect(tried.refused).toBeGreaterThan(500);
});
