import { Readable } from 'node:stream';
import type { DocumentState } from './port';
import { verifyEvidence, type NamedDocument } from './verify-evidence';

const states: Readonly<Record<string, DocumentState>> = { a: 'ok', b: 'altered' };

/** What is asked of the store, in order. */
function store() {
  const asked: [string, boolean | undefined][] = [];
  return {
    asked,
    check: (sha256: string, { anew }: { readonly anew?: boolean } = {}) => {
      asked.push([sha256, anew]);
      return Promise.resolve(states[sha256] ?? ('missing' as const));
    },
  };
}

const named = (...digests: readonly string[]) =>
  Readable.from(
    digests.map((sha256, n) => ({ sha256, name: `${sha256}.pdf`, eventId: `event ${String(n)}` })),
  ) as AsyncIterable<NamedDocument & { readonly eventId: string }>;

it('reads every document that is named anew, once, and tells it with who named it first', async () => {
  const { check, asked } = store();
  const told = [];
  for await (const document of verifyEvidence(named('a', 'b', 'a', 'c', 'b'), { check })) told.push(document);
  expect(told).toEqual([
    { sha256: 'a', name: 'a.pdf', eventId: 'event 0', state: 'ok' },
    { sha256: 'b', name: 'b.pdf', eventId: 'event 1', state: 'altered' },
    { sha256: 'c', name: 'c.pdf', eventId: 'event 3', state: 'missing' },
  ]);
  expect(asked).toEqual([
    ['a', true],
    ['b', true],
    ['c', true],
  ]);
});

it('tells each as soon as it is read', async () => {
  const { check, asked } = store();
  for await (const { state } of verifyEvidence(named('a', 'b'), { check })) {
    expect([state, asked.length]).toEqual(['ok', 1]);
    break;
  }
  expect(asked).toHaveLength(1);
});
