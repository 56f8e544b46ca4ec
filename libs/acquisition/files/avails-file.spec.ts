import type { FilmAvails, SlateBlocks } from '#acquisition/views';
import { availsOf } from '#acquisition/domain';
import type { Told } from '#testing';
import { acquired, at, given, kPops, mandate, rights } from '#testing';
import type { Format } from '.';
import { fileOfFilm, fileOfSlate } from '.';
import { MOST_FILE_ROWS } from './avails-file';

const NOW = at('2024-09-10T12:00:00Z');

function avails(asked: string, media: string, ...story: readonly Told[]): FilmAvails {
  const { film } = given(kPops, ...story);
  const { isMandateAssumed: isAssumed, ...found } = availsOf(film, rights(asked, { media }), NOW);
  const agents = [...film.mandates.values()].map(({ agent }) => agent);
  const { filmId, slug, title, year } = film;
  return {
    filmId,
    slug,
    title,
    year,
    day: NOW.day,
    ...found,
    mandate: { isAssumed, words: '', agents },
    revision: '0',
  };
}

const text = async (format: Format, of: FilmAvails) => (await fileOfFilm(format, of)).content.toString();

/** The rows of an EMA sheet by the names of their columns, empty cells left out. */
async function emaRows(of: FilmAvails): Promise<readonly Readonly<Record<string, string>>[]> {
  const [, names = '', ...rows] = (await text('ema', of)).split('\r\n').slice(0, -1);
  return rows.map((row) => {
    const cells =
      row.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '').replaceAll('"', '')) ?? [];
    return Object.fromEntries(names.split(',').flatMap((name, n) => (cells[n] ? [[name, cells[n]]] : [])));
  });
}

describe('an EMA Avails sheet', () => {
  it('has the 54 columns of the template under their groups', async () => {
    const [groups = '', names = ''] = (await text('ema', avails('Belgium', 'SVOD'))).split('\r\n');
    expect(names.split(',')).toHaveLength(54);
    expect(new Set(names.split(',')).size).toBe(54);
    expect([...new Set(groups.split(','))].sort()).toEqual([
      'Avail',
      'AvailAsset',
      'AvailMetadata',
      'AvailTrans',
      'Disposition',
    ]);
  });

  it('has a row for each country and licence type that is free, and leaves out what it cannot tell', async () => {
    const story = [
      mandate('CAA', rights('Worldwide')),
      acquired('Mubi', rights('Netherlands', { media: 'SVOD', to: '2027-01-01' })),
    ];
    const shared = {
      DisplayName: 'CAA',
      WorkType: 'Movie',
      EntryType: 'Full Extract',
      TitleInternalAlias: 'K-Pops!',
      TitleDisplayUnlimited: 'K-Pops!',
      ContentID: '01900000-0000-7000-8000-000000000000',
      ReleaseYear: '2024',
      End: 'Open',
    };
    const rows = await emaRows(avails('Netherlands, Belgium', 'SVOD, TVOD, theatrical', ...story));
    expect(rows).toHaveLength(4);
    expect(rows).toEqual(
      expect.arrayContaining([
        { ...shared, Territory: 'BE', LicenseType: 'VOD', Start: '2024-09-10' },
        { ...shared, Territory: 'BE', LicenseType: 'SVOD', Start: '2024-09-10' },
        { ...shared, Territory: 'NL', LicenseType: 'VOD', Start: '2024-09-10' },
        { ...shared, Territory: 'NL', LicenseType: 'SVOD', Start: '2027-01-01' },
      ]),
    );
  });

  it('gives the last day, not the day after, and the languages that are free and those that are not', async () => {
    const later = acquired('Mubi', rights('Belgium', { from: '2030-01-01' }));
    expect(await emaRows(avails('Belgium', 'EST', later))).toMatchObject([{ LicenseType: 'EST', End: '2029-12-31' }]);
    const french = acquired('Mubi', rights('Belgium', { languages: ['fr'] }));
    expect(await emaRows(avails('Belgium', 'EST', french))).toMatchObject([{ HoldbackLanguage: 'fr' }]);
  });

  it('has no row where nothing is free, and refuses media that it has no licence type for', async () => {
    expect(await emaRows(avails('Belgium', 'SVOD', acquired('Mubi', rights('Belgium'))))).toEqual([]);
    await expect(fileOfFilm('ema', avails('Belgium', 'theatrical'))).rejects.toThrow(/EST, TVOD, SVOD only/);
  });
});

describe('the file of a film', () => {
  it('lets no title be a formula', async () => {
    const film = { ...avails('Belgium', 'SVOD'), title: '=cmd|" /C calc"!A0' };
    for (const format of ['csv', 'ema'] as const) expect(await text(format, film)).toContain(`"'=cmd|"" /C calc""!A0"`);
  });

  it('is named after film and day', async () => {
    const of = avails('Belgium', 'SVOD');
    const names = await Promise.all(
      (['csv', 'xlsx', 'ema'] as const).map(async (format) => (await fileOfFilm(format, of)).name),
    );
    const name = 'avails-k-pops-2024-2024-09-10';
    expect(names).toEqual([`${name}.csv`, `${name}.xlsx`, `${name}-ema.csv`]);
  });
});

it('refuses a file of too many rows before it is made', async () => {
  const { blocks, ...film } = avails('Worldwide', 'SVOD');
  const [block] = blocks;
  const rightsOf =
    block === undefined
      ? []
      : [
          {
            territories: block.countries,
            media: block.mediaList,
            window: block.window,
            languages: null,
            exclusive: true,
          },
        ];
  const one = { ...film, agents: [], isMandateAssumed: true, blocks: rightsOf };
  const films = Array.from({ length: Math.ceil(MOST_FILE_ROWS / 250) + 1 }, () => one);
  const slate: SlateBlocks = { asked: 'Worldwide, SVOD', day: NOW.day, films };
  await expect(fileOfSlate('ema', slate)).rejects.toThrow(/rows, more than 100,000: ask for less/);
});
