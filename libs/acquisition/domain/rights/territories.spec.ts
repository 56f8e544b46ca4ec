import * as fc from 'fast-check';
import { COUNTRIES } from './country-list';
import { describeTerritories } from './describe-territories';
import { LONGEST_PHRASE } from './phrase';
import { resolveTerritories } from './territories';

const CODES = COUNTRIES.map(({ code }) => code);

/** What words resolve to, in the shortest words for it. */
function meaning(words: string | readonly string[]): string {
  const { parts, unresolved } = resolveTerritories(words);
  expect(unresolved).toStrictEqual([]);
  return parts
    .map(({ countries, languages, exceptLanguages }) =>
      [
        describeTerritories(countries),
        ...(languages ?? []),
        ...(exceptLanguages ?? []).map((code) => `not ${code}`),
      ].join(' '),
    )
    .join('; ');
}

describe('territories in the words of the trade', () => {
  it.each([
    ['US', 'United States'],
    ['U.S.A.', 'United States'],
    ['US rights', 'United States'],
    ['U.S. & Canada', 'North America'],
    ['UK', 'United Kingdom'],
    ['uk & ireland', 'United Kingdom & Ireland'],
    ['UK/Ireland', 'United Kingdom & Ireland'],
    ['UK, Ireland', 'United Kingdom & Ireland'],
    ['Scandinavia', 'Scandinavia'],
    ['Nordics', 'Scandinavia'],
    ['Ukraine and Baltics', 'Baltics, Ukraine'],
    ['Australia and New Zealand', 'Australia & New Zealand'],
    ['Australia, New Zealand', 'Australia, New Zealand'],
    ['Trinidad and Tobago', 'Trinidad & Tobago'],
    ['Bosnia and Herzegovina and Serbia', 'Bosnia & Herzegovina, Serbia'],
    ['Malaysia, Singapore and Brunei', 'Malaysia, Singapore & Brunei'],
    ['COTE D’IVOIRE', 'Ivory Coast'],
    ['Türkiye; South-East Asia', 'South East Asia, Turkey'],
    ['FR + DE', 'France, Germany'],
    ['CZSK, XYU', 'Czech Republic & Slovakia, Former Yugoslavia'],
    ['ex-Yugoslavia', 'Former Yugoslavia'],
    ['International', 'International'],
    ['GAS', 'German-speaking Europe'],
    ['GSA', 'German-speaking Europe'],
    ['DACH', 'German-speaking Europe'],
    ['Scandi', 'Scandinavia'],
    ['UK/Ire', 'United Kingdom & Ireland'],
    ['LatAm', 'Latin America'],
    ['CIS', 'CIS'],
    ['AUS/NZ', 'Australia & New Zealand'],
    ['ANZ', 'Australia & New Zealand'],
    ['anz', 'Australia & New Zealand'],
    ['Middle East', 'Middle East & North Africa'],
    ['RoW excl. US', 'Worldwide - United States'],
  ])('%s', (words, territories) => {
    expect(meaning(words)).toBe(territories);
  });

  it.each([
    ['Worldwide - Germany - Switzerland - Austria', 'Worldwide - German-speaking Europe'],
    ['Worldwide – Italy – Latin America', 'Worldwide - Italy - Latin America'],
    ['Worldwide excluding US, Canada and Italy', 'International - Italy'],
    ['Worldwide, excluding: Italy', 'Worldwide - Italy'],
    ['World ex. US', 'Worldwide - United States'],
    ['World ex-US', 'Worldwide - United States'],
    ['World except Baltics, ex-Yugoslavia', 'Worldwide - Baltics - Former Yugoslavia'],
    ['Worldwide (excluding Italy, Spain)', 'Worldwide - Italy - Spain'],
    ['Latin America minus Mexico', 'Latin America - Mexico'],
    ['Worldwide - Italy, Spain', 'Worldwide - Italy - Spain'],
    ['Benelux - Belgium, France', 'France, Luxembourg, Netherlands'],
    ['France, Benelux - Belgium - Luxembourg', 'France, Netherlands'],
  ])('%s', (words, territories) => {
    expect(meaning(words)).toBe(territories);
  });

  it('are a list of phrases, each by itself', () => {
    expect(meaning(['UK', 'Ireland', 'Benelux - Belgium'])).toBe('Luxembourg, Netherlands, United Kingdom & Ireland');
    expect(meaning(['Worldwide - Italy', 'Italy'])).toBe('Worldwide');
  });

  it('mean a country with those sold along, and "proper" without', () => {
    expect(resolveTerritories('Italy').parts).toStrictEqual([{ countries: ['IT', 'SM', 'VA'], languages: null }]);
    expect(resolveTerritories('Italy proper').parts).toStrictEqual([{ countries: ['IT'], languages: null }]);
  });

  it('mean a part of a country where only its speakers are meant', () => {
    expect(meaning('French-speaking Europe')).toBe('France; Belgium, Luxembourg, Switzerland proper fr');
    expect(meaning('French-speaking Europe - Belgium')).toBe('France; Luxembourg, Switzerland proper fr');
    expect(meaning('Benelux - French-speaking Europe')).toBe('Netherlands; Belgium, Luxembourg not fr');
  });

  it('leave the world without what was granted as the rest', () => {
    const granted = new Set(resolveTerritories('North America').parts.flatMap(({ countries }) => countries));
    for (const words of ['Rest of world', 'RoW', 'ROW', 'the rest of the world']) {
      expect(resolveTerritories(words, { granted })).toStrictEqual({ ...resolveTerritories('International'), words });
    }
    expect(meaning('Rest of world')).toBe('Worldwide');
  });
});

describe('words that are no territory', () => {
  it.each([
    ['domestic', ['United States', 'North America']],
    ['ME', ['Middle East & North Africa', 'Montenegro']],
    ['Grmany', ['Germany']],
    ['Asia (pay TV)', ['Pan-Asia', 'South East Asia']],
    ['Midle East', ['Middle East']],
    ['24 territories (not US)', []],
    ['multiple territories', []],
    ['a raft of international territories', ['International']],
    ['English-speaking Canada', ['Canada']],
    ['- Italy', ['Italy']],
    ['Germany–Austria', []],
    ['Narnia', []],
  ])('%s', (words, nearest) => {
    expect(resolveTerritories(words)).toStrictEqual({ words, parts: [], unresolved: [{ words, nearest }] });
  });

  it('are not read when they are longer than any list of countries', () => {
    const list = 'Malta, '.repeat(LONGEST_PHRASE / 7).padEnd(LONGEST_PHRASE, ' ');
    expect(meaning(list)).toBe('Malta');
    expect(resolveTerritories(`${list} `).parts).toStrictEqual([]);
  });

  it('stand beside those that are one', () => {
    expect(resolveTerritories('Malta, Narnia, Israel')).toStrictEqual({
      words: 'Malta, Narnia, Israel',
      parts: [{ countries: ['IL', 'MT'], languages: null }],
      unresolved: [{ words: 'Narnia', nearest: [] }],
    });
  });

  it.each([
    'Worldwide except Narnia',
    'Malta, Worldwide - Narnia',
    'Narnia - Malta',
    'Worldwide - ',
    'Worldwide, not Italy',
    'Worldwide, no Italy',
    'Benelux excluding Belgium, France',
    'Eastern Europe - Poland, CEE',
    'Worldwide (excluding Narnia)',
  ])('never widen what is granted: %s', (words) => {
    const { parts, unresolved } = resolveTerritories(words);
    expect(parts).toStrictEqual([]);
    expect(unresolved.map((one) => one.words)).toStrictEqual([words.trim()]);
  });

  it('never widen a list that takes something out of itself', () => {
    const { parts, unresolved } = resolveTerritories(['Worldwide', 'excluding Italy']);
    expect(parts).toStrictEqual([]);
    expect(unresolved).toStrictEqual([{ words: 'Worldwide, excluding Italy', nearest: ['Italy'] }]);
  });

  it('may be any', () => {
    const piece = fc.constantFrom(
      'US',
      'Italy',
      'Narnia',
      ' - ',
      ', ',
      ' excluding ',
      '(',
      ')',
      ' and ',
      'Worldwide',
      ';',
      ' ',
      'ex-',
      '–',
    );
    const words = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(words, (said) => {
        const { parts, unresolved } = resolveTerritories(said);
        expect(parts.every(({ countries }) => countries.every((code) => CODES.includes(code)))).toBe(true);
        expect(unresolved.every(({ words: told, nearest }) => said.includes(told) && nearest.length <= 3)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('countries in the words of the trade', () => {
  it.each([
    ['Worldwide', CODES],
    ['', []],
    ['Benelux, France proper', ['NL', 'LU', 'BE', 'FR']],
    ['United Kingdom', ['GB', 'IM', 'JE', 'GG', 'GI']],
    ['Ireland', ['IE']],
    ['Worldwide - Antarctica - Malta', CODES.filter((code) => code !== 'MT' && code !== 'AQ')],
    ['United States - Puerto Rico', ['US', 'VI', 'GU', 'AS', 'MP', 'UM']],
    ['Austria, Germany', ['DE', 'AT']],
  ])('%s', (words, countries) => {
    expect(describeTerritories(countries)).toBe(words);
  });

  it('that have left the list are still named', () => {
    expect(describeTerritories(['MT', 'AN'])).toBe('Malta, AN');
  });

  const few = fc.subarray(CODES, { maxLength: 12 });
  const most = few.map((codes) => CODES.filter((code) => !codes.includes(code)));
  const sets = fc.oneof(few, most, fc.subarray(CODES), trade());

  it('resolve to exactly those countries', () => {
    fc.assert(
      fc.property(sets, (countries) => {
        const { parts, unresolved } = resolveTerritories(describeTerritories(countries));
        expect(unresolved).toStrictEqual([]);
        expect(parts).toStrictEqual(
          countries.length === 0 ? [] : [{ countries: [...countries].sort(), languages: null }],
        );
      }),
      { numRuns: 2000 },
    );
  });

  /** Sets as they come from deals: several names of the trade, some of them taken out again. */
  function trade(): fc.Arbitrary<string[]> {
    const name = fc.constantFrom(
      'Worldwide',
      'International',
      'Latin America',
      'CEE',
      'Pan-Asia',
      'US',
      'France',
      'Benelux',
      'Canada',
      'Italy',
      'UK',
      'ANZ',
      'Iberia',
      'SSA',
      'West Indies',
      'Nordics',
      'GSE',
    );
    const countriesOf = (words: string): readonly string[] =>
      resolveTerritories(words).parts.flatMap(({ countries }) => countries);
    return fc.tuple(fc.array(name), fc.array(name), few).map(([names, out, also]) => {
      const codes = new Set([...names.flatMap(countriesOf)]);
      for (const code of out.flatMap(countriesOf)) codes.delete(code);
      return [...new Set([...codes, ...also])];
    });
  }
});
