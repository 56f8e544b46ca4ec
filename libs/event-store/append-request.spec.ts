import { checkAppend, DEFAULT_APPEND_LIMITS, type AppendLimits } from './append-request';
import { anEvent, someEvents } from './contract';
import { isEventStoreError } from './errors';
import type { NewEvent } from './port';

const codeOf = (events: readonly NewEvent[], limits: Partial<AppendLimits>): string => {
  try {
    checkAppend('film-1', 'no-stream', events, { ...DEFAULT_APPEND_LIMITS, ...limits });
    return 'none';
  } catch (error) {
    return isEventStoreError(error) ? error.code : 'unexpected';
  }
};

/** An event whose data and metadata have exactly so many bytes of JSON. */
const sized = (bytes: number): NewEvent => ({
  ...anEvent({ text: 'x'.repeat(bytes - '{"text":""}{}'.length) }),
  metadata: {},
});

describe('the limits of an append', () => {
  it('are held to the byte of an event', () => {
    expect(codeOf([sized(500)], { maxEventBytes: 500 })).toBe('none');
    expect(codeOf([sized(501)], { maxEventBytes: 500 })).toBe('too-large');
  });

  it('are held to the byte of an append', () => {
    expect(codeOf([sized(500), sized(300)], { maxAppendBytes: 800 })).toBe('none');
    expect(codeOf([sized(500), sized(301)], { maxAppendBytes: 800 })).toBe('too-large');
  });

  it('are held to the number of events', () => {
    expect(codeOf(someEvents(7), { maxAppendEvents: 7 })).toBe('none');
    expect(codeOf(someEvents(8), { maxAppendEvents: 7 })).toBe('too-large');
  });

  it('count bytes, not characters, and metadata like data', () => {
    expect(codeOf([{ ...anEvent({ text: 'é'.repeat(100) }), metadata: {} }], { maxEventBytes: 200 })).toBe('too-large');
    expect(codeOf([{ ...anEvent({}), metadata: { note: 'x'.repeat(200) } }], { maxEventBytes: 200 })).toBe('too-large');
  });
});

describe('an event in order', () => {
  it('becomes what is stored', () => {
    const event = {
      ...anEvent({ b: 1, a: [null] }),
      id: '0199AAAA-0000-7000-8000-00000000000F',
      metadata: { actor: 'ann' },
      recordedAt: '2025-09-06T10:00:00.001Z',
    };
    expect(checkAppend('film-1', 0n, [event], DEFAULT_APPEND_LIMITS)).toStrictEqual([
      {
        id: '0199aaaa-0000-7000-8000-00000000000f',
        type: 'NoteTaken',
        data: '{"a":[null],"b":1}',
        metadata: '{"actor":"ann"}',
        recordedAt: Date.parse('2025-09-06T10:00:00.001Z'),
      },
    ]);
  });

  it('may have data without a prototype, but not data that never ends', () => {
    expect(codeOf([anEvent(Object.assign(Object.create(null) as object, { a: 1 }))], {})).toBe('none');
    const endless: Record<string, unknown> = {};
    endless['again'] = endless;
    expect(codeOf([anEvent(endless as NewEvent['data'])], {})).toBe('invalid');
  });
});
