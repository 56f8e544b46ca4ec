import fc from 'fast-check';
import { createCodec, EventDecodeError, type EventData, type EventDefinition } from './codec';
import { isEventStoreError } from './errors';
import type { Position, RecordedEvent } from './port';

const recorded = (type: string, data: unknown, metadata: Record<string, string> = {}): RecordedEvent => ({
  id: '01990000-0000-7000-8000-000000000001',
  stream: 'film-1',
  revision: 0n,
  position: '00000000000000000001' as Position,
  type,
  data: data as EventData,
  metadata,
  recordedAt: '2025-09-06T10:00:00.000Z',
});

/** First the price was a number of dollars, then an amount in cents, then it got a currency. */
const offerMade: EventDefinition = {
  type: 'OfferMade',
  version: 3,
  upcasters: {
    1: ({ dollars, ...rest }) => ({ ...rest, amount: Number(dollars) * 100 }),
    2: (data) => ({ ...data, currency: 'USD' }),
  },
  validate: ({ amount }) => (Number.isInteger(amount) ? [] : ['The amount is not whole.']),
};
const noteTaken: EventDefinition = { type: 'NoteTaken', version: 1 };
const codec = createCodec([offerMade, noteTaken]);

const failureOf = (work: () => unknown): { name: string; code: unknown; message: string } => {
  try {
    work();
  } catch (error) {
    if (error instanceof EventDecodeError || isEventStoreError(error)) {
      return { name: error.name, code: error.code, message: error.message };
    }
    throw error;
  }
  throw new Error('It did not fail.');
};

describe('a codec', () => {
  it('knows its names', () => {
    expect(codec.types).toStrictEqual(['NoteTaken', 'OfferMade']);
  });

  it('writes the version beside the data', () => {
    expect(codec.encode('OfferMade', { amount: 5, currency: 'EUR' }, { actor: 'ann' })).toStrictEqual({
      type: 'OfferMade',
      data: { amount: 5, currency: 'EUR' },
      metadata: { actor: 'ann', schemaVersion: '3' },
    });
  });

  it('reads back what it has written', () => {
    fc.assert(
      fc.property(fc.integer(), fc.dictionary(fc.string(), fc.string()), (amount, metadata) => {
        const { type, data, metadata: written } = codec.encode('OfferMade', { amount, currency: 'EUR' }, metadata);
        const event = recorded(type, data, { ...written });
        expect(codec.decode(event)).toStrictEqual(event);
      }),
    );
  });

  it.each([
    [{}, { dollars: 12, buyer: 'Neon' }],
    [{ schemaVersion: '1' }, { dollars: 12, buyer: 'Neon' }],
    [{ schemaVersion: '2' }, { amount: 1200, buyer: 'Neon' }],
    [{ schemaVersion: '3' }, { amount: 1200, buyer: 'Neon', currency: 'USD' }],
  ])('brings data of %j to the current version', (metadata: Record<string, string>, data) => {
    const event = recorded('OfferMade', data, metadata);
    expect(codec.decode(event)).toStrictEqual({ ...event, data: { amount: 1200, buyer: 'Neon', currency: 'USD' } });
  });

  it('refuses to write what is not in order', () => {
    expect(failureOf(() => codec.encode('OfferMade', { amount: 1.5 }, {}))).toStrictEqual({
      name: 'EventStoreError',
      code: 'invalid',
      message: 'OfferMade is not in order: The amount is not whole.',
    });
    expect(failureOf(() => codec.encode('OfferLost', {}, {})).code).toBe('invalid');
  });

  it.each([
    ['unknown-type', recorded('OfferLost', {}), 'no event has this name.'],
    ['newer-schema', recorded('OfferMade', {}, { schemaVersion: '4' }), 'it is of version 4, this program knows 3'],
    ['invalid-data', recorded('OfferMade', {}, { schemaVersion: '0' }), '"0" is no version.'],
    ['invalid-data', recorded('OfferMade', { amount: 'much' }, { schemaVersion: '3' }), 'The amount is not whole.'],
    ['invalid-data', recorded('NoteTaken', 'text'), 'its data is not an object.'],
    ['invalid-data', recorded('NoteTaken', null), 'its data is not an object.'],
  ])('says %s, and where', (code, event, reason) => {
    const failure = failureOf(() => codec.decode(event));
    expect(failure).toMatchObject({ name: 'EventDecodeError', code });
    expect(failure.message).toContain(
      `${event.type} 01990000-0000-7000-8000-000000000001 in film-1 at position 00000000000000000001: ${reason}`,
    );
  });

  it('takes a failing upcaster for data that is not in order', () => {
    const failing = createCodec([
      {
        type: 'OfferMade',
        version: 2,
        upcasters: {
          1: () => {
            throw new TypeError('no such thing');
          },
        },
      },
    ]);
    expect(failureOf(() => failing.decode(recorded('OfferMade', {})))).toMatchObject({ code: 'invalid-data' });
  });

  it.each<readonly [string, readonly EventDefinition[], string]>([
    ['a name that stands twice', [noteTaken, offerMade, noteTaken], 'NoteTaken is defined twice'],
    ['version 0', [{ type: 'NoteTaken', version: 0 }], 'NoteTaken has version 0'],
    ['half a version', [{ type: 'NoteTaken', version: 1.5 }], 'NoteTaken has version 1.5'],
    ['a missing first step', [{ type: 'NoteTaken', version: 2 }], 'NoteTaken has no upcaster from version 1'],
    [
      'a missing step',
      [{ type: 'NoteTaken', version: 3, upcasters: { 1: (data) => data } }],
      'NoteTaken has no upcaster from version 2',
    ],
    [
      'a step too many',
      [{ type: 'NoteTaken', version: 1, upcasters: { 1: (data) => data } }],
      'NoteTaken has an upcaster from version 1, but its version is 1',
    ],
  ])('is not made with %s', (_, definitions, message) => {
    expect(() => createCodec(definitions)).toThrow(message);
  });
});
