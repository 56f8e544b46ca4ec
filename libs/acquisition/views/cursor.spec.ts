import fc from 'fast-check';
import { pageOf, readCursor, readLimit, writeCursor } from './cursor';

const QUERY = { sort: 'title', phases: ['acquired'] };
const places = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer()), { minLength: 1 });

it('reads every place that it wrote', () => {
  fc.assert(
    fc.property(places, (place) => {
      expect(readCursor(writeCursor(place, QUERY), QUERY)).toEqual(JSON.parse(JSON.stringify(place)));
    }),
  );
});

it('takes no text for a cursor that it did not write for that query', () => {
  fc.assert(
    fc.property(places, fc.string(), (place, text) => {
      expect(() => readCursor(writeCursor(place, QUERY), { ...QUERY, sort: 'year' })).toThrow(/cursor/);
      expect(() => readCursor(text, QUERY)).toThrow(/cursor/);
    }),
  );
});

it('says that there is another page only when there is', () => {
  const show = { show: (row: number) => row, placeOf: (row: number) => [row] };
  expect(pageOf([1, 2], 2, QUERY, show)).toEqual({ items: [1, 2], next: null });
  const { items, next } = pageOf([1, 2, 3], 2, QUERY, show);
  expect([items, readCursor(next ?? '', QUERY)]).toEqual([[1, 2], [2]]);
});

it('gives a page at most as many rows as are allowed', () => {
  expect([readLimit(undefined, 200), readLimit(undefined, 10), readLimit(200, 200)]).toEqual([50, 10, 200]);
  for (const limit of [0, -1, 201]) expect(() => readLimit(limit, 200)).toThrow(/limit: must be from 1 to 200/);
});
