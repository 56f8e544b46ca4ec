import fc from 'fast-check';
import { validate, version } from 'uuid';
import { commandIdFrom, eventIdOf, newId } from './ids';

describe('ids', () => {
  it('are new and in order of time', () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect(new Set(ids).size).toBe(1000);
    expect([...ids].sort()).toStrictEqual(ids);
    expect(ids.map((id) => version(id))).toStrictEqual(ids.map(() => 7));
  });

  it('derive from their parts, and from nothing else', () => {
    const parts = fc.array(fc.string(), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const id = commandIdFrom(...one);
        expect(validate(id) && version(id) === 8).toBe(true);
        expect(commandIdFrom(...[...one])).toBe(id);
        expect(commandIdFrom(...other) === id).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
    expect(commandIdFrom('ab', 'c')).not.toBe(commandIdFrom('a', 'bc'));
  });

  it('stay the same for ever', () => {
    const id = 'c59524fd-91a2-81da-b8a7-2ef7484497bb';
    expect(commandIdFrom('lapse', 'offer-1')).toBe(id);
    expect(eventIdOf(id, 0)).toBe(id);
    expect(eventIdOf(id, 1)).toBe('c59524fd-91a2-846b-bff4-5679f7da717e');
  });

  it('of the events of a command differ, and lie next to each other', () => {
    const commandId = newId();
    const ids = Array.from({ length: 100 }, (_, index) => eventIdOf(commandId, index));
    expect(new Set(ids).size).toBe(100);
    expect(ids.every((id) => validate(id) && id.slice(0, 13) === commandId.slice(0, 13))).toBe(true);
    expect(eventIdOf(newId(), 1)).not.toBe(ids[1]);
  });
});
