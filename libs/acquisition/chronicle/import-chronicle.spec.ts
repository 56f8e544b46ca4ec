import type { EventStore } from '#event-store';
import { createFilmDirectory, filmStream } from '#acquisition/film-stream';
import { isComplete } from '#acquisition/importing';
import { readChronicle } from '.';
import { importChronicle } from './import-chronicle';
import type { Archive } from '#testing';
import { openArchive } from '#testing';

const screened = { date: '2024-09-07', type: 'screened', festival: 'Toronto', source: 'Screen Daily' };
const film = (title: string, ...events: readonly object[]) => ({
  title,
  year: 2024,
  directors: ['A. Director'],
  events,
});

let archive: Archive;
beforeEach(() => {
  archive = openArchive();
});
afterEach(() => archive.close());

it('reports row by row what was recorded, and why', async () => {
  const report = await archive.import([
    film('Eden', { date: '2024-10', type: 'party', where: { on: 'the beach' } }, screened, {
      ...screened,
      type: 'ovation',
    }),
  ]);
  expect(report.films[0]?.rows).toEqual([
    {
      row: 'Eden (2024)',
      date: '2024-09-07',
      type: 'film',
      outcome: 'recorded',
      events: ['FilmRegistered'],
      remarks: [],
    },
    {
      row: 'Eden (2024) events[1]',
      date: '2024-09-07',
      type: 'screened',
      outcome: 'recorded',
      events: ['FilmScreened'],
      remarks: [],
    },
    {
      row: 'Eden (2024) events[2]',
      date: '2024-09-07',
      type: 'ovation',
      outcome: 'kept as note',
      events: ['NoteTaken'],
      remarks: ['it is not said whether the house stood'],
    },
    {
      row: 'Eden (2024) events[0]',
      date: '2024-10',
      type: 'party',
      outcome: 'kept as note',
      events: ['NoteTaken'],
      remarks: ['"party" has no event of its own'],
    },
  ]);
  const events = await archive.eventsOf('eden-2024');
  expect(events[1]?.source).toEqual({
    kind: 'import',
    file: 'films.json',
    row: 'Eden (2024) events[1]',
    cites: ['Screen Daily'],
  });
  expect(events[3]).toMatchObject({
    data: { text: 'Party: where: {"on":"the beach"}' },
    occurredAt: { on: '2024-10-01', precision: 'month' },
    source: { kept: { type: 'party', where: { on: 'the beach' } } },
  });
});

it('keeps a sale that is told again as a note with every field, and says why', async () => {
  const sale = { date: '2024-10-01', type: 'acquired', buyer: 'Neon', territories: 'US' };
  const again = { ...sale, date: '2024-10-08', price: 2_000_000, currency: 'USD' };
  const report = await archive.import([film('Eden', sale, again)]);
  expect(report.counts.rows).toMatchObject({ recorded: 1, 'kept as note': 1 });
  expect(report.films[0]?.rows[2]).toMatchObject({
    row: 'Eden (2024) events[1]',
    outcome: 'kept as note',
    events: ['NoteTaken'],
    remarks: ['Neon is said again to have acquired US, all rights, and has all of it already.'],
  });
  expect((await archive.eventsOf('eden-2024')).at(-1)).toMatchObject({
    type: 'NoteTaken',
    source: { kept: { type: 'acquired', buyer: 'Neon', price: 2_000_000 } },
  });
});

it('says what of a sale is committed where somebody else holds the rest', async () => {
  const sale = { date: '2024-10-01', type: 'acquired', buyer: 'Neon', territories: 'US' };
  const report = await archive.import([film('Eden', sale, { ...sale, buyer: 'Mubi', territories: 'US, Italy' })]);
  expect(report.films[0]?.rows[2]).toMatchObject({
    outcome: 'recorded',
    events: ['FilmAcquired', 'DisputeOpened'],
    remarks: expect.arrayContaining([
      'committed is only: Italy, all rights',
      expect.stringMatching(/^the rest is in dispute: Mubi is said .* against Neon /),
    ]) as unknown,
  });
});

it('tells identical rows apart, and knows them again', async () => {
  const twice = [film('Eden', screened, screened)];
  expect((await archive.import(twice)).counts.events).toBe(3);
  expect((await archive.import(twice)).counts.rows).toMatchObject({ 'already recorded': 2 });
  expect((await archive.import([film('Eden', screened, screened, screened)])).counts).toMatchObject({
    rows: { recorded: 1, 'already recorded': 2 },
    events: 1,
  });
});

it('records nothing in a dry run, and reports the same', async () => {
  const told = [film('Eden', screened), film('Relay', screened)];
  const dry = await archive.import(told, { dryRun: true });
  expect(await archive.size()).toBe(0);
  const wet = await archive.import(told);
  expect(dry.counts).toEqual(wet.counts);
  expect(dry.films.map(({ rows }) => rows)).toEqual(wet.films.map(({ rows }) => rows));
});

it('records all of a film or nothing: one row in the future refuses the others', async () => {
  const report = await archive.import([
    film('Eden', screened, { ...screened, date: '2031-01-01' }),
    film('Relay', screened),
  ]);
  expect(report.films.map(({ outcome }) => outcome)).toEqual(['refused', 'recorded']);
  expect(report.films[0]?.rows.map(({ outcome, remarks }) => [outcome, remarks.join()])).toEqual([
    ['refused', 'another row of the film is refused: none is recorded'],
    ['refused', 'another row of the film is refused: none is recorded'],
    ['refused', expect.stringMatching(/^occurredAt: is in the future/)],
  ]);
  expect(isComplete(report)).toBe(false);
  expect(await archive.eventsOf('eden-2024')).toEqual([]);
});

it('refuses a film with a row too large to record, naming the row, and goes on', async () => {
  const chronicle = [
    film('Eden', screened, { date: '2024-10', type: 'party', what: 'x'.repeat(2_000_000) }),
    film('Relay', screened),
  ];
  const report = await archive.import(chronicle);
  expect(report.films.map(({ film: name, outcome, filmId }) => [name, outcome, filmId === null])).toEqual([
    ['Eden (2024)', 'refused', true],
    ['Relay (2024)', 'recorded', false],
  ]);
  expect(report.films[0]?.rows[1]?.remarks[0]).toMatch(/^Eden \(2024\) events\[1\] takes \d+ bytes, at most 1048576 /);
  expect(isComplete(report)).toBe(false);
});

it('refuses a film of which more is told than can be recorded at once, and goes on', async () => {
  const long = Array.from({ length: 10 }, (_, n) => ({
    date: '2024-10',
    type: 'party',
    what: `${String(n)}${'x'.repeat(450_000)}`,
  }));
  const report = await archive.import([film('Eden', ...long), film('Relay', screened)]);
  expect(report.films.map(({ outcome }) => outcome)).toEqual(['refused', 'recorded']);
  expect(report.films[0]?.rows[1]?.remarks[0]).toMatch(/^11 events are more than can be recorded of one film at once/);
  expect(await archive.eventsOf('eden-2024')).toEqual([]);
});

it('stops at a film that cannot be read, with the films before it whole', async () => {
  const report = await archive.import([
    film('Eden', screened),
    film('Relay', { type: 'screened' }),
    film('Bird', screened),
  ]);
  expect(report.stopped).toMatchObject({ place: 'Relay (2024) events[0]', field: 'date' });
  expect(isComplete(report)).toBe(false);
  expect(await archive.eventsOf('eden-2024')).toHaveLength(2);
  expect(await archive.eventsOf('bird-2024')).toEqual([]);
});

/** A store in which somebody else records on the film right before each of the first `times` appends. */
const withRival = (store: EventStore, times: number) => {
  let left = times;
  const rival: Pick<EventStore, 'readStream' | 'append'> = {
    readStream: (stream, options) => store.readStream(stream, options),
    append: async (stream, expected, events) => {
      if (left > 0 && expected !== 'no-stream') {
        left -= 1;
        const [event] = events;
        const id = `00000000-0000-4000-8000-00000000000${String(left)}`;
        const note = {
          type: 'NoteTaken',
          data: { text: 'x', occurredAt: { on: '2024', precision: 'year' }, source: { kind: 'witnessed' } },
          metadata: event?.metadata ?? {},
        };
        await store.append(stream, 'exists', [{ id, ...note }]);
      }
      return store.append(stream, expected, events);
    },
  };
  return rival;
};

it.each([
  [2, 'recorded', 2],
  [5, 'refused', 0],
])('plans anew when somebody else records at the same time: %i times', async (times, outcome, recorded) => {
  await archive.import([film('Eden', screened)]);
  const before = (await archive.eventsOf('eden-2024')).length;
  const reading = readChronicle([
    film('Eden', screened, { ...screened, date: '2024-09-08' }, { date: '2024', type: 'x' }),
  ]);
  const store = withRival(archive.store, times);
  const report = await importChronicle({ ...archive.target, store }, reading, { file: 'films.json' });
  expect(report.films[0]?.outcome).toBe(outcome);
  expect(await archive.eventsOf('eden-2024')).toHaveLength(before + times + recorded);
});

it('goes on with a slug that was claimed before the process ended', async () => {
  const claimed = '01900000-0000-7000-8000-000000000001';
  await createFilmDirectory(archive.store).claim('eden-2024', claimed);
  const report = await archive.import([film('Eden', screened)]);
  expect(report.films[0]).toMatchObject({ filmId: claimed, outcome: 'recorded' });
  expect(await archive.eventsOf(claimed)).toHaveLength(2);
});

it('makes one film of two imports at once', async () => {
  const told = [film('Eden', screened)];
  const reports = await Promise.all([archive.import(told), archive.import(told)]);
  expect(reports.map(({ films }) => films[0]?.outcome).sort()).toEqual(['already recorded', 'recorded']);
  expect(await archive.eventsOf('eden-2024')).toHaveLength(2);
});

it('takes two films of the same title and year in one chronicle for one', async () => {
  const report = await archive.import([film('Eden', screened), film('Eden', screened, { date: '2024', type: 'x' })]);
  expect(report.films[1]?.rows.map(({ outcome }) => outcome)).toEqual([
    'already recorded',
    'kept as note',
    'already recorded',
  ]);
  const ids = new Set(report.films.map(({ filmId }) => filmId));
  expect([...ids].map((id) => filmStream(id ?? ''))).toHaveLength(1);
});
