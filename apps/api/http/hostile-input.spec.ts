import fc from 'fast-check';
import { DEEPEST, hostileInput } from './hostile-input';

const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { a: value } : [value];
  return value;
};

it('takes what is as deep as is allowed, and nothing deeper', () => {
  expect(hostileInput(nested(DEEPEST))).toBeUndefined();
  expect(hostileInput(nested(DEEPEST + 1))).toMatchObject({ message: expect.stringContaining('levels') as unknown });
  expect(hostileInput(nested(1_000_000))).toBeDefined();
});

it.each([
  [{ a: { b: ['x', 'a\0b'] } }, 'a.b[1]'],
  [{ a: '\udc00' }, 'a'],
  [{ 'a\0': 1 }, 'body'],
  [JSON.parse('{"a":{"__proto__":1}}'), 'a.__proto__'],
  [{ a: Number.POSITIVE_INFINITY }, 'a'],
  ['\0', 'body'],
])('names where it found it: %j', (input, field) => {
  expect(hostileInput(input)?.field).toBe(field);
});

it('lets everything through that JSON says in well-formed text', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('\0') && !word.startsWith('__'));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree')),
      fc.dictionary(text, tie('tree'), { noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const names = JSON.stringify(value);
      fc.pre(!/"(constructor|prototype)":/.test(names));
      expect(hostileInput(JSON.parse(names))).toBeUndefined();
    }),
  );
});
