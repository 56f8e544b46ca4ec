import { FilmRecorder } from '#acquisition/commands';
import type { FilmEvent } from '#acquisition/domain';
import { xlsxOf as writtenXlsx } from '#spreadsheets';
import type { Archive } from '#testing';
import { openArchive, xlsxOf, xlsxRow } from '#testing';
import type { SpreadsheetReport } from '.';
import { SPREADSHEET_LIMITS, importSpreadsheet, templateCsv, templateXlsx } from '.';

const SLATE = [
  { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], events: [] },
  { title: 'Eden', year: 2024, directors: ['Ron Howard'], events: [] },
  { title: 'Relay', year: 2024, directors: ['David Mackenzie'], events: [] },
  { title: 'Relay', year: 2019, directors: ['A. Director'], events: [] },
];

let archive: Archive;
beforeEach(async () => {
  archive = openArchive();
  await archive.import(SLATE);
});
afterEach(() => archive.close());

const HEADERS = 'Film;Buyer;Territory;Media;MG;Currency;Status;Date';
const csv = (...rows: readonly string[]): string => [HEADERS, ...rows].join('\n');

/** Each row with what became of it. */
const outcomes = ({ films }: SpreadsheetReport): Readonly<Record<string, string>> =>
  Object.fromEntries(
    films.flatMap(({ rows }) =>
      rows
        .filter(({ type }) => type !== 'film')
        .map(({ row, outcome, events }) => [row, [outcome, ...events].join(' ')]),
    ),
  );

/** What is said of each row. */
const remarks = ({ films }: SpreadsheetReport): readonly string[] =>
  films.flatMap(({ rows }) =>
    rows.filter(({ remarks: said }) => said.length > 0).map((row) => `${row.row}, ${row.remarks.join('; ')}`),
  );

const told = (events: readonly FilmEvent[]) =>
  events.slice(1).map(({ type, data, occurredAt }) => ({ type, data, on: occurredAt.on }));

it('records each row as what its status says, with its terms and on its day', async () => {
  const report = await archive.importSheet(
    csv(
      'Eden;Neon;US;all rights;$2.5m;;offer;7 Sep 2024',
      'Eden;Curzon;UK/Ire;theatrical, SVOD;200,000;GBP;countered;2024-09-08',
      'Eden;Mubi;GAS;all rights excl. TV;USD 250k;;accepted;2024-09-09',
      'Eden;Acme;ANZ;all rights;75,000;AUD;declined;2024-09-10',
      'Eden;Metis;Benelux;all rights;75,000;EUR;lapsed;2024-09-11',
      'Eden;Tobis;CIS;all rights;low six figures;EUR;withdrawn;2024-09-12',
      'Eden;Aura;LatAm;all rights;TBD;;signed;2024-09-13',
      'Eden;Vertical;Scandi;streaming;1.250.000 €;;long form;2024-09-14',
    ),
  );
  expect(outcomes(report)).toEqual({
    'row 2': 'recorded OfferMade',
    'row 3': 'recorded OfferMade OfferCountered',
    'row 4': 'recorded OfferMade OfferAccepted',
    'row 5': 'recorded OfferMade OfferDeclined',
    'row 6': 'recorded OfferMade OfferLapsed',
    'row 7': 'recorded OfferMade OfferWithdrawn',
    'row 8': 'recorded FilmAcquired',
    'row 9': 'recorded FilmAcquired LongFormExecuted',
  });
  expect(remarks(report)).toEqual([]);
  const events = await archive.eventsOf('eden-2024');
  expect(told(events)[0]).toMatchObject({
    type: 'OfferMade',
    on: '2024-09-07',
    data: {
      buyer: 'Neon',
      terms: { guarantee: { kind: 'exact', minor: 250_000_000, currency: 'USD', words: '$2.5m' } },
    },
  });
  expect(told(events).find(({ type }) => type === 'OfferDeclined')).toMatchObject({ data: { reason: 'declined' } });
  expect(events[1]?.source).toEqual({
    kind: 'import',
    file: 'offers.csv',
    row: 'row 2',
    cites: [],
    kept: {
      Film: 'Eden',
      Buyer: 'Neon',
      Territory: 'US',
      Media: 'all rights',
      MG: '$2.5m',
      Status: 'offer',
      Date: '7 Sep 2024',
    },
  });
});

it('reads every term that a column has', async () => {
  const report = await archive.importSheet(
    [
      'Title,Year,Distributor,Terr.,Rights,Excl.,MG (EUR),Curr.,Guaranteed bonus,Bonus/Bumps,P&A,Term,Start,End,Stage,Date,Expires,Delivery,Conditions,Source,Internal no',
      'Relay,2019,Metis,Benelux,TVOD,no,"75,000",EUR,"5,000","€10k at €500k","40,000",12 years,2025-01-01,2036-12-31,offer,2024-09-07,2024-09-30,15 Jan 2025,subject to premiere,mail of 7 Sep,A-7',
    ].join('\n'),
  );
  expect(outcomes(report)).toEqual({ 'row 2': 'recorded OfferMade' });
  const [, made] = await archive.eventsOf('relay-2019');
  expect(made).toMatchObject({
    data: {
      rights: { blocks: [{ media: ['TVOD'], exclusive: false, window: { from: '2025-01-01', to: '2037-01-01' } }] },
      terms: {
        guarantee: { minor: 7_500_000, currency: 'EUR' },
        guaranteedBonuses: [{ minor: 500_000 }],
        boxOfficeBumps: [{ boxOffice: { minor: 50_000_000 }, pays: { minor: 1_000_000 } }],
        pAndACommitment: { minor: 4_000_000 },
        licenceYears: 12,
        deliveryOn: '2025-01-15',
        conditions: ['subject to premiere'],
      },
      expiresAt: '2024-09-30T23:59:59.999Z',
    },
    source: { cites: ['mail of 7 Sep'], kept: { 'Internal no': 'A-7', 'Excl.': 'no' } },
  });
  expect(report.columns.find(({ column }) => column === 'Internal no')).toEqual({
    column: 'Internal no',
    field: 'kept',
  });
});

describe('imported again', () => {
  const first = 'K-Pops!;Neon;US;all rights;75,000;USD;offer;2024-09-07';
  const second = 'K-Pops!;Aura;LatAm;all rights;50,000;USD;signed;2024-09-08';

  it('the same file adds nothing, whatever it was saved as; with a row more it adds that row', async () => {
    const wet = await archive.importSheet(csv(first, second));
    expect(wet.counts).toMatchObject({ rows: { recorded: 2 }, events: 2 });
    const size = await archive.size();
    expect((await archive.importSheet(csv(first, second))).counts).toMatchObject({
      films: { 'already recorded': 1 },
      rows: { 'already recorded': 2 },
      events: 0,
    });
    const workbook = await writtenXlsx({
      name: 'Deals',
      head: [HEADERS.split(';')],
      rows: [
        ['K-Pops!', 'Neon', 'US', 'all rights', 75_000, 'USD', 'offer', { day: '2024-09-07' }],
        ['K-Pops!', 'Aura', 'LatAm', 'all rights', 50_000, 'USD', 'signed', '8 Sep 2024'],
      ],
    });
    expect((await archive.importSheet(workbook)).counts.events).toBe(0);
    expect(await archive.size()).toBe(size);
    const more = await archive.importSheet(csv(first, 'K-Pops!;Mubi;GAS;SVOD;1m;EUR;offer;2024-09-09', second));
    expect(more.counts).toMatchObject({ rows: { recorded: 1, 'already recorded': 2 }, events: 1 });
  });

  it('tells identical rows apart', async () => {
    expect((await archive.importSheet(csv(first, first))).counts.events).toBe(2);
    expect((await archive.importSheet(csv(first, first))).counts.events).toBe(0);
  });

  it('with a later status it adds what is new: the acceptance, the memo on that very offer, the long form', async () => {
    const as = (status: string): string => first.replace('offer', status);
    await archive.importSheet(csv(first));
    expect(outcomes(await archive.importSheet(csv(as('accepted'))))).toEqual({
      'row 2': 'recorded OfferMade OfferAccepted',
    });
    await archive.importSheet(csv(as('signed')));
    await archive.importSheet(csv(as('long form')));
    const events = await archive.eventsOf('k-pops-2024');
    expect(events.map(({ type }) => type)).toEqual([
      'FilmRegistered',
      'OfferMade',
      'OfferAccepted',
      'FilmAcquired',
      'LongFormExecuted',
    ]);
    expect(events[3]?.data).toMatchObject({ offerId: events[1]?.id });
    expect((await archive.importSheet(csv(as('long form')))).counts.events).toBe(0);
  });
});

describe('an offer that stands to the end of a day', () => {
  const file = (status: string): string =>
    `Film,Buyer,Territory,Media,MG,Status,Date,Expires\nEden,Neon,US,all rights,$1m,${status},2024-09-07,2024-09-30`;
  /** In summer. */
  const dayInToronto = (instant: string): string =>
    new Date(Date.parse(instant) - 4 * 3_600_000).toISOString().slice(0, 10);

  it('lapses at its end in the reporting time zone, and is the same row in any zone', async () => {
    const target = { ...archive.target, clock: { ...archive.target.clock, dayOf: dayInToronto } };
    await importSpreadsheet(target, Buffer.from(file('offer')), { file: 'offers.csv' });
    expect((await archive.eventsOf('eden-2024'))[1]?.data).toMatchObject({ expiresAt: '2024-10-01T03:59:59.999Z' });
    expect((await archive.importSheet(file('offer'))).counts.events).toBe(0);
  });

  it('is known again after the clock let it lapse, as an offer and as one that lapsed', async () => {
    const { store, target } = archive;
    const { films } = await archive.importSheet(file('offer'));
    await new FilmRecorder({ store, clock: target.clock }).lapseDue(films[0]?.filmId ?? '');
    const size = await archive.size();
    const again = [await archive.importSheet(file('offer')), await archive.importSheet(file('lapsed'))];
    expect(again.map(outcomes)).toEqual([
      { 'row 2': 'already recorded OfferMade' },
      { 'row 2': 'already recorded OfferMade OfferLapsed' },
    ]);
    expect(again.flatMap(remarks)).toEqual([]);
    expect(await archive.size()).toBe(size);
  });
});

it('records nothing in a dry run, and reports the same', async () => {
  const file = csv('Eden;Neon;US;all rights;$1m;;signed;2024-09-07', 'Edn;Neon;US;all rights;$1m;;signed;2024-09-07');
  const size = await archive.size();
  const dry = await archive.importSheet(file, { dryRun: true });
  expect(await archive.size()).toBe(size);
  const wet = await archive.importSheet(file);
  expect([dry.counts, remarks(dry)]).toEqual([wet.counts, remarks(wet)]);
});

it('tells an offer and the deal on it apart where a row has both days', async () => {
  await archive.importSheet(
    'Film,Buyer,Territory,MG,Status,Offer date,Deal date,Long form\nEden,Neon,US,$1m,long form,2024-09-07,2024-10-02,2025-02-01',
  );
  expect(told(await archive.eventsOf('eden-2024'))).toMatchObject([
    { type: 'OfferMade', on: '2024-09-07' },
    { type: 'FilmAcquired', on: '2024-10-02' },
    { type: 'LongFormExecuted', on: '2025-02-01' },
  ]);
});

describe('history that is in conflict is not refused', () => {
  it('commits what was free of a sale, and puts the rest in dispute', async () => {
    const report = await archive.importSheet(
      csv(
        'Eden;Neon;Benelux;all rights;$1m;;signed;2024-09-07',
        'Eden;Mubi;Benelux, Italy;all rights;$1m;;signed;2024-09-08',
      ),
    );
    expect(outcomes(report)).toEqual({
      'row 2': 'recorded FilmAcquired',
      'row 3': 'recorded FilmAcquired DisputeOpened',
    });
    expect(remarks(report)).toEqual([
      'row 3, committed is only: Italy, all rights; the rest is in dispute: ' +
        'Mubi is said to have acquired Benelux, Italy, all rights, against Neon (rights out overlap: Benelux, all rights)',
    ]);
  });

  it('keeps a sale that is told again as a note, with the whole row, and says why', async () => {
    const report = await archive.importSheet(
      csv('Eden;Neon;Benelux;all rights;$1m;;signed;2024-09-07', 'Eden;Neon;Benelux;all rights;$2m;;signed;2024-09-08'),
    );
    expect(report.counts.rows).toMatchObject({ recorded: 1, 'kept as note': 1 });
    expect(outcomes(report)).toMatchObject({ 'row 3': 'kept as note NoteTaken' });
    expect(remarks(report)).toEqual([
      'row 3, signed is kept as a note: Neon is said again to have acquired Benelux, all rights, and has all of it already.',
    ]);
    expect((await archive.eventsOf('eden-2024')).at(-1)?.data).toMatchObject({
      text: expect.stringContaining('mg: $2m') as unknown,
    });
  });

  it('keeps as a note what cannot have been, with the whole row', async () => {
    const report = await archive.importSheet(
      csv(
        'Eden;Neon;Benelux;all rights;$1m;;signed;2024-09-07',
        'Eden;Mubi;Benelux;all rights;$1m;;accepted;2024-09-08',
      ),
    );
    expect(outcomes(report)).toMatchObject({ 'row 3': 'recorded OfferMade NoteTaken' });
    expect(remarks(report)).toEqual([expect.stringMatching(/^row 3, accepted is kept as a note: .*Neon/)]);
    const note = (await archive.eventsOf('eden-2024')).at(-1);
    expect(note).toMatchObject({
      type: 'NoteTaken',
      data: {
        text: expect.stringMatching(/^Accepted: film: Eden; buyer: Mubi; .* Not recorded as accepted: /) as unknown,
      },
    });
  });
});

describe('rows that cannot be recorded', () => {
  it('are named with their cell, and refuse their film, and no other', async () => {
    const report = await archive.importSheet(
      csv(
        'Eden;Neon;US;all rights;-5;USD;offer;2024-09-07',
        'Eden;Mubi;GAS;all rights;5;USD;offer;2024-09-07',
        'K-Pops!;Neon;US;all rights;5;USD;offer;2024-09-07',
        'Relay;Neon;US;all rights;5;USD;offer;2024-09-07',
        ';Neon;US;all rights;5;USD;offer;2024-09-07',
        'Nowhere;Neon;US;all rights;5;USD;offer;2024-09-07',
        'K-Pop;Neon;US;all rights;5;USD;offer;2024-09-07',
      ),
    );
    expect(report.counts).toMatchObject({ films: { recorded: 1, refused: 5 }, events: 1 });
    expect(remarks(report)).toEqual([
      'row 2, column MG: "-5" is negative: write what the buyer pays',
      'row 3, another row of the film is refused: none is recorded',
      'row 5, Relay may be the film of 2024 or 2019: say its year',
      'row 6, the film is empty: write its title into every row',
      'row 7, there is no film "Nowhere" on the slate. Register it first, or import with --register',
      'row 8, there is no film "K-Pop" on the slate. Did you mean "K-Pops!"? Register it first, or import with --register',
    ]);
    expect(await archive.eventsOf('eden-2024')).toHaveLength(1);
  });

  it.each([
    [';US;all rights;5;USD;offer;2024-09-07', 'column Buyer: is empty: who offers or bought?'],
    ['Neon;US;all rights;5;XYZ;offer;2024-09-07', 'column Currency: "XYZ" is no currency'],
    [
      'Neon;US;all rights;5;USD;perhaps;2024-09-07',
      'column Status: "perhaps" is no status that we know: write offer, countered',
    ],
    ['Neon;US;all rights;5;USD;offer;', 'column Date: is empty: when was it offered or signed?'],
    ['Neon;US;all rights;5;USD;offer;09/07/24', 'column Date: "09/07/24" may be day and month or month and day'],
    ['Neon;US;all rights;5;USD;offer;2031-01-01', 'the date is in the future (it is 2026-11-01)'],
    ['Neon;US;all rights;five;USD;offer;2024', 'column MG: "five" is no sum that can be read'],
  ])('%s: %s', async (row, sentence) => {
    const report = await archive.importSheet(csv(`Eden;${row}`));
    expect(report.counts.events).toBe(0);
    expect(remarks(report).join()).toContain(`row 2, ${sentence}`);
  });

  it('in a workbook: sums in merged cells, formulas without a value, errors', async () => {
    const rows = [
      xlsxRow(1, 'Film', 'Buyer', 'Territory', 'MG (USD)', 'Date'),
      xlsxRow(2, 'Eden', 'Neon', 'US', { xml: '<c><v>75000</v></c>' }, '2024-09-07'),
      xlsxRow(3, null, 'Mubi', 'GAS', null, '2024-09-07'),
      xlsxRow(4, 'K-Pops!', 'Neon', 'US', { xml: '<c><f>A1</f></c>' }, '2024-09-07'),
      xlsxRow(
        5,
        'Relay (2024)',
        'Neon',
        'US',
        { xml: '<c><f>SUM(1)</f><v>5</v></c>' },
        { xml: '<c t="e"><v>#N/A</v></c>' },
      ),
    ];
    const merges = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="D2:D3"/></mergeCells>';
    const report = await archive.importSheet(xlsxOf(`<sheetData>${rows.join('')}</sheetData>${merges}`));
    expect(remarks(report).slice(0, 3)).toEqual([
      'row 2, column MG (USD): is one merged cell of several rows (D2:D3): write the sum of each row',
      'row 3, column MG (USD): is one merged cell of several rows (D2:D3): write the sum of each row',
      expect.stringMatching(/^row 4, column MG \(USD\): is a formula whose value was not saved/),
    ]);
    expect(remarks(report)[3]).toContain('column Date: is an error, #N/A: mend the formula');
  });
});

it('refuses a film of more rows than are recorded at once, and no other', async () => {
  const rows = ['Neon', 'Mubi', 'Aura'].map((buyer) => `Eden;${buyer};US;all rights;5;USD;offer;2024-09-07`);
  const limits = { ...SPREADSHEET_LIMITS, rowsOfFilm: 2 };
  const file = csv(...rows, 'K-Pops!;Neon;US;all rights;5;USD;offer;2024-09-07');
  expect((await archive.importSheet(file, { limits })).counts).toMatchObject({
    films: { recorded: 1, refused: 1 },
    rows: { recorded: 1, refused: 3 },
    events: 1,
  });
  expect((await archive.importSheet(csv(...rows.slice(1)), { limits })).counts.events).toBe(2);
});

it('takes the value of a formula, and says so', async () => {
  const rows = [
    xlsxRow(1, 'Film', 'Buyer', 'Territory', 'Media', 'MG (USD)', 'Date'),
    xlsxRow(2, 'Eden', 'Neon', 'US', 'all rights', { xml: '<c><f>5*1000</f><v>5000</v></c>' }, '2024-09-07'),
  ];
  const report = await archive.importSheet(xlsxOf(`<sheetData>${rows.join('')}</sheetData>`));
  expect(remarks(report)).toEqual(['row 2, column MG (USD): a formula, its value 5000 is taken']);
});

it('keeps words that nobody knows, unresolved, and says so', async () => {
  const report = await archive.importSheet(
    csv('Eden;Neon;US, Narnia;digital;5;USD;offer;2024-09-07', 'Eden;Mubi;;;5;USD;offer;2024-09-07'),
  );
  expect(outcomes(report)).toEqual({ 'row 2': 'recorded OfferMade', 'row 3': 'recorded OfferMade' });
  expect(remarks(report)).toEqual([
    'row 2, column Territory: "Narnia" is a name that we do not know: kept as it is, unresolved; column Media: "digital" is a name that we do not know: kept as it is, unresolved',
    'row 3, column Territory: is empty: unresolved; column Media: is empty: taken for all rights',
  ]);
});

it('leaves out totals, headings, headers that come again, and examples', async () => {
  const report = await archive.importSheet(
    csv(
      'TORONTO 2024',
      'Eden;Neon;US;all rights;5;USD;offer;2024-09-07',
      HEADERS,
      'EXAMPLE: Eden;Neon;US;;5;;offer;2024',
      'Total;;;;5',
    ),
  );
  expect(report.leftOut).toEqual([
    { row: 'row 2', why: 'says only "TORONTO 2024"' },
    { row: 'row 4', why: 'has the headers again' },
    { row: 'row 5', why: 'is an example of the template' },
    { row: 'row 6', why: 'is a total' },
  ]);
  expect(report.counts.events).toBe(1);
});

it('reads its own templates, in which nothing is to be imported', async () => {
  for (const template of [await templateXlsx(), templateCsv()]) {
    const report = await archive.importSheet(template);
    expect(report.columns.filter(({ field }) => field === 'kept')).toEqual([]);
    expect(report.leftOut.map(({ row }) => row)).toEqual(['row 2', 'row 3']);
    expect(report.counts.events).toBe(0);
  }
  expect((await archive.importSheet(await templateXlsx())).otherSheets).toEqual(['Columns']);
});

it('has examples in the template that would be recorded if they were not marked', async () => {
  const report = await archive.importSheet(templateCsv().replaceAll('EXAMPLE: The Long Night', 'Eden'));
  expect([outcomes(report), remarks(report)]).toEqual([
    { 'row 2': 'recorded OfferMade FilmAcquired', 'row 3': 'recorded OfferMade' },
    [],
  ]);
});

it('registers films where it is asked to, with their year, and wonders about those that are nearly there', async () => {
  const file =
    'Film,Year,Director,Buyer,Territory,Media,MG,Date\nBird,2024,Andrea Arnold,Mubi,Worldwide,all rights,$1m,2024-05-20\nEdden,2024,,Mubi,US,all rights,$1m,2024-05-20\nNo Year,,,Mubi,US,all rights,$1m,2024-05-20';
  const report = await archive.importSheet(file, { register: true });
  expect(remarks(report)).toEqual([
    'Edden (2024), is new; is it none of "Eden"?',
    'row 4, there is no film "No Year" on the slate. To register it, the row needs its year',
  ]);
  expect((await archive.eventsOf('bird-2024'))[0]).toMatchObject({
    type: 'FilmRegistered',
    data: { title: 'Bird', directors: ['Andrea Arnold'] },
    occurredAt: { on: '2024-05-20' },
  });
});

it('reads the sheet that is named, else the first that has headers', async () => {
  const head = [['Film', 'Buyer', 'Territory', 'Date']];
  const row = (film: string) => [film, 'Neon', 'US', '2024-09-07'];
  const workbook = await writtenXlsx(
    { name: 'Cover', head: [['Our deals']], rows: [] },
    { name: 'Cannes', head, rows: [row('Eden')] },
    { name: 'Toronto', head, rows: [row('K-Pops!')] },
  );
  const first = await archive.importSheet(workbook, { dryRun: true });
  expect([first.sheet, first.otherSheets, first.films[0]?.slug]).toEqual(['Cannes', ['Cover', 'Toronto'], 'eden-2024']);
  expect((await archive.importSheet(workbook, { sheet: 'Toronto' })).films[0]?.slug).toBe('k-pops-2024');
  await expect(archive.importSheet(workbook, { sheet: 'Venice' })).rejects.toThrow(
    'There is no sheet "Venice": the sheets are "Cover", "Cannes", "Toronto".',
  );
});

it.each([
  ['Just a letter\nto somebody', {}, /^No row of headers is found/],
  [csv(), { currency: 'XYZ' }, /^"XYZ" is no currency/],
])('refuses %j with %j', async (file, options, sentence) => {
  await expect(archive.importSheet(file, options)).rejects.toThrow(sentence);
});

it('takes the currency that it is told for sums that say none, and the order of days', async () => {
  const report = await archive.importSheet(csv('Eden;Neon;US;all rights;5,000;;offer;09/07/24'), {
    currency: 'USD',
    dates: 'mdy',
  });
  expect(remarks(report)).toEqual([]);
  expect((await archive.eventsOf('eden-2024'))[1]).toMatchObject({
    data: { terms: { guarantee: { minor: 500_000, currency: 'USD' } } },
    occurredAt: { on: '2024-09-07' },
  });
});
