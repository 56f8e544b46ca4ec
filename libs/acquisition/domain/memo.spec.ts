import { memo } from './memo';

it('remembers of an object what was made of it, and shows it to nobody who looks at the object', () => {
  const lengths = memo<readonly string[], number>();
  const others = memo<readonly string[], number>();
  const key = ['Benelux', 'Italy'];
  expect(lengths.get(key)).toBeUndefined();
  lengths.set(key, 2);
  others.set(key, 3);
  lengths.set(key, 12);
  expect([lengths.get(key), others.get(key)]).toEqual([12, 3]);
  expect(key).toStrictEqual(['Benelux', 'Italy']);
  expect(JSON.stringify(key)).toBe('["Benelux","Italy"]');
  for (const copy of [[...key], structuredClone(key)]) expect(lengths.get(copy)).toBeUndefined();
});
