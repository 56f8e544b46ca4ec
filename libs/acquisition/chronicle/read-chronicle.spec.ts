import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { readChronicle } from '.';
import type { Spot } from './first-mistake';
import { firstMistake } from './first-mistake';

const films = readFileSync(`${__dirname}/../../../data/films.json`, 'utf8');

const film = (more: object = {}) => ({
  title: 'K-Pops!',
  year: 2024,
  directors: ['Anderson .Paak'],
  events: [],
  ...more,
});
const problemOf = (chronicle: unknown) => readChronicle(chronicle).problem;

it('reads the chronicle that comes along, whole', () => {
  const { films: read, problem } = readChronicle(films);
  expect(problem).toBeUndefined();
  expect(read).toHaveLength(33);
  expect(read.flatMap(({ rows }) => rows)).toHaveLength(186);
  expect(read[0]).toMatchObject({
    place: 'K-Pops! (2024)',
    slug: 'k-pops-2024',
    directors: ['Anderson .Paak'],
    kept: { finalStatus: 'released' },
  });
});

it('takes a text with a byte order mark, and what was parsed already', () => {
  expect(readChronicle(`\uFEFF${films}`)).toEqual(readChronicle(JSON.parse(films)));
});

it('says at which line and column a text stops being JSON', () => {
  const broken = films.replace('"year": 2024,', '"year": 2024;');
  expect(problemOf(broken)).toEqual({
    code: 'not-json',
    message: 'The chronicle is not JSON: look at line 4, column 15.',
    line: 4,
    column: 15,
  });
  expect(problemOf('[{"title": "K-Pops!"')).toMatchObject({ line: 1, column: 21 });
  expect(problemOf('')).toMatchObject({ line: 1, column: 1 });
});

it('finds the mistake where the parser finds it, or where the token begins that it is in', () => {
  const rubbish = fc.constantFrom('', '"', '}', ']', ',', ':', '\\', '\n', '1.', 'tru', '{', '[', '\u0001');
  fc.assert(
    fc.property(fc.nat(4_000), rubbish, (at, insert) => {
      const text = films.slice(0, at) + insert + films.slice(at + 1, 4_000);
      try {
        JSON.parse(text);
      } catch (error) {
        const [, line, column] = /line (\d+) column (\d+)/.exec(String(error)) ?? [];
        if (line === undefined || column === undefined) return;
        const lines = text.split('\n');
        const offsetOf = (spot: Spot) =>
          lines.slice(0, spot.line - 1).join('\n').length + Math.min(spot.line - 1, 1) + spot.column - 1;
        const [found, told] = [offsetOf(firstMistake(text)), offsetOf({ line: Number(line), column: Number(column) })];
        const token = text.slice(found, told);
        if (token !== '') expect(token).toMatch(/^(?:"(?:[^"\\]|\\[^])*\\?|[-\w.+]+)$/);
        expect(found).toBeLessThanOrEqual(told);
      }
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  [{}, 'the chronicle: expected a list of films, found an object.'],
  [['K-Pops!'], 'film 1: expected an object with title, year, directors and events, found "K-Pops!".'],
  [[film({ title: ' ' })], 'film 1, field title: expected a title of at most 500 characters, found " ".'],
  [[film(), film({ year: '2024' })], 'K-Pops!, field year: expected a year from 1888 to 2200, found "2024".'],
  [
    [film({ directors: [] })],
    'K-Pops! (2024), field directors: expected a list of at least one name, found an empty list.',
  ],
  [[film({ events: undefined })], 'K-Pops! (2024), field events: expected a list of dated facts, found nothing.'],
  [[film({ events: [7] })], 'K-Pops! (2024) events[0]: expected an object with `date` and `type`, found 7.'],
  [
    [film({ events: [{ date: '2024-02-30', type: 'screened' }] })],
    'K-Pops! (2024) events[0], field date: expected a date that exists, such as 2024-09-07, 2024-09 or 2024, found "2024-02-30".',
  ],
  [
    [film({ events: [{ date: '2024-02', datePrecision: 'day', type: 'screened' }] })],
    'K-Pops! (2024) events[0], field date: expected as precise as its datePrecision, day, found "2024-02".',
  ],
  [
    [film({ contextEvents: [{ date: '2024', datePrecision: 'decade', type: 'screened' }] })],
    'K-Pops! (2024) contextEvents[0], field datePrecision: expected one of instant, day, week, month, year, unknown, found "decade".',
  ],
  [
    [film({ events: [{ date: '2024', type: 'screened', source: 7 }] })],
    'K-Pops! (2024) events[0], field source: expected a text or a list of texts, found 7.',
  ],
])('says what is wrong with the shape of %j', (chronicle, message) => {
  expect(problemOf(chronicle)).toMatchObject({ code: 'wrong-shape', message });
});

it('refuses what could not be kept as it stands', () => {
  expect(problemOf('[{"title":"A","year":2024,"directors":["B"],"events":[],"budget":1e999}]')?.field).toBe('budget');
  const deep = `${'['.repeat(40)}${']'.repeat(40)}`;
  expect(problemOf(`[{"title":"A","year":2024,"directors":["B"],"events":[],"x":${deep}}]`)?.message).toMatch(
    /at most 32/,
  );
});

it('keeps the films before the one that cannot be read', () => {
  const { films: read, problem } = readChronicle([film(), film({ title: 'Eden', year: 1066 }), film()]);
  expect(read.map(({ place }) => place)).toEqual(['K-Pops! (2024)']);
  expect(problem?.place).toBe('Eden');
});
