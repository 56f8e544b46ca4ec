import { actualRevisionOf, failureFrom, isMissingStream, type Doing } from './failures';

/** As they were seen: the shape, and what was being done. */
const seen: readonly (readonly [string, object, Doing, string])[] = [
  [
    'a refused port',
    { code: 14, message: '14 UNAVAILABLE: No connection established. Last error: …' },
    'appending',
    'unavailable',
  ],
  ['seeds that are all down', { message: 'Failed to discover after 10 attempts.' }, 'appending', 'unavailable'],
  [
    'a node that is not leader yet',
    { type: 'unknown', message: 'Could not recognize Server Is Not Ready' },
    'appending',
    'unavailable',
  ],
  ['another leader', { type: 'not-leader', message: '' }, 'appending', 'unavailable'],
  ['a lost connection', { type: 'unavailable', code: 14, message: 'read ECONNRESET' }, 'appending', 'outcome-unknown'],
  ['a lost connection to read by', { type: 'unavailable', message: '' }, 'reading', 'unavailable'],
  ['a deadline that passed', { type: 'deadline-exceeded', message: '' }, 'appending', 'outcome-unknown'],
  [
    'a stream of appends that was reset',
    { type: 'unavailable', code: 13, message: '13 INTERNAL: Received RST_STREAM' },
    'appending',
    'outcome-unknown',
  ],
  [
    'a channel broken by others',
    { type: 'unknown', code: 8, message: '8 RESOURCE_EXHAUSTED' },
    'appending',
    'outcome-unknown',
  ],
  ['too much', { type: 'maximum-append-size-exceeded', message: '' }, 'appending', 'too-large'],
  ['a wrong password', { type: 'access-denied', code: 16, message: '16 UNAUTHENTICATED' }, 'appending', 'read-only'],
  ['no right to read', { type: 'access-denied', message: 'AccessDeniedError' }, 'reading', 'read-only'],
  ['a tombstone', { type: 'stream-deleted', message: '' }, 'appending', 'corrupt'],
  ['a bad request', { type: 'unknown', message: 'Could not recognize BadRequest' }, 'appending', 'invalid'],
  ['a position that is none', { type: 'unknown', code: 3, message: '3 INVALID_ARGUMENT' }, 'reading', 'invalid'],
  ['nobody knows what', { message: 'something else' }, 'appending', 'outcome-unknown'],
];

it.each(seen)('tells %s', (_, error, doing, code) => {
  const failure = failureFrom(error, doing);
  expect(failure).toMatchObject({ name: 'EventStoreError', code });
  expect(failure.message).toMatch(/^The event|^A stream/);
});

it('repeats no address of a client, for it may hold a password', () => {
  const { message } = failureFrom(new Error('Unexpected "kurrentdb://me:secret@host?x" at position 0'), 'reading');
  expect(message).not.toContain('secret');
});

it.each([
  [{ type: 'wrong-expected-version', actualState: 4n }, 4n],
  [{ type: 'wrong-expected-version', actualState: 'no_stream' }, 'no-stream'],
  [{ type: 'wrong-expected-version', actualState: -1n }, 'no-stream'],
  [{ type: 'unavailable' }, undefined],
])('reads where the stream is from %o', (error, actual) => {
  expect(actualRevisionOf(error)).toBe(actual);
});

it('knows a stream that is not there', () => {
  expect([{ type: 'stream-not-found' }, { type: 'stream-deleted' }, undefined].map(isMissingStream)).toStrictEqual([
    true,
    false,
    false,
  ]);
});
