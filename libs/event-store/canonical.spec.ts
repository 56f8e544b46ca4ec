import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import type { Json, RecordedEvent } from './port';
import { START } from './port';
import { canonical, canonicalJson, inCanonicalOrder } from './canonical';

const anEvent = (data: unknown): RecordedEvent => ({
  id: '0153a091-cf48-72f4-b3cf-652309779fbc',
  stream: 'notes-1',
  revision: 7n,
  position: START,
  type: 'Note "taken"',
  data: data as RecordedEvent['data'],
  metadata: { user: 'mia', commandId: 'ü' },
  recordedAt: '2026-02-27T20:00:00.000Z',
});

const expected = ({ revision, ...event }: RecordedEvent): string =>
  canonicalize({ ...event, revision: String(revision), position: undefined }) ?? '';

it('writes events as the library does', () => {
  const data = fc.oneof(fc.json({ maxDepth: 4 }), fc.json({ stringUnit: 'binary' }));
  fc.assert(
    fc.property(data, (text) => {
      const event = anEvent(JSON.parse(text));
      expect(canonical(event)).toBe(expected(event));
    }),
    { numRuns: 5_000 },
  );
});

it.each([
  '{"10":1,"9":2,"a":3,"A":4,"":5,"é":6,"😀":7,"\uFB33":8,"__proto__":{"b":1,"a":2}}',
  '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,-0,5e-324,9007199254740993]}',
  '{"text":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","lone":"\\ud800"}',
  JSON.stringify(
    Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`name ${String(index % 7)} ${String(index)}`, index]),
    ),
  ),
  '{"literals":[null,true,false,[],{}]}',
  `{"${'long '.repeat(40)}":1,"${'long '.repeat(40)}er":2}`,
])('writes %s as the library does', (text) => {
  const event = anEvent(JSON.parse(text));
  expect(canonical(event)).toBe(expected(event));
});

it('puts fields in their order, and changes nothing else', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      const value = JSON.parse(text) as Json;
      const ordered = inCanonicalOrder(value);
      expect(ordered).toEqual(value);
      // Numbers as names come first in every object of the language.
      expect(JSON.stringify(ordered)).toBe(JSON.stringify(JSON.parse(canonicalJson(value))));
    }),
    { numRuns: 2_000 },
  );
});

it('does not write a number beyond all bounds', () => {
  expect(() => canonical(anEvent(JSON.parse('{"amount":1e999}')))).toThrow('beyond all bounds');
});
