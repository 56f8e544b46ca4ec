import { COUNTRIES } from './country-list';
import { COMPOSITES, LOTS, SOLD_WITH } from './territory-list';
import { resolveTerritories } from './territories';

const CODES = COUNTRIES.map(({ code }) => code);

describe('the territory list', () => {
  it('has 49 lots and 14 composites over 250 countries', () => {
    expect([LOTS.length, COMPOSITES.length, COUNTRIES.length]).toStrictEqual([49, 14, 250]);
  });

  it('has every country in exactly one lot', () => {
    expect(LOTS.flatMap(({ countries }) => countries).sort()).toStrictEqual(CODES);
  });

  it('has every code and every name once, in order of code', () => {
    expect(CODES).toStrictEqual([...new Set(CODES)].sort());
    expect(CODES.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
    expect(new Set(COUNTRIES.map(({ name }) => name)).size).toBe(COUNTRIES.length);
    expect(new Set([...LOTS, ...COMPOSITES].map(({ code }) => code)).size).toBe(LOTS.length + COMPOSITES.length);
  });

  it('makes every composite of lots that are in it', () => {
    const lots = LOTS.map(({ code }) => code);
    for (const composite of COMPOSITES) {
      if (composite.kind === 'lots') expect(composite.lots.filter((code) => !lots.includes(code))).toStrictEqual([]);
    }
  });

  it('sells a country along with one of the same lot only', () => {
    for (const [country, others] of SOLD_WITH) {
      const lot = LOTS.find(({ countries }) => countries.includes(country));
      expect(others.filter((other) => lot?.countries.includes(other) !== true)).toStrictEqual([]);
    }
  });

  it.each(LOTS.map((lot) => [lot.name, lot] as const))('resolves the lot %s by all its names', (name, lot) => {
    for (const called of [name, ...lot.alsoCalled]) {
      expect(resolveTerritories(called)).toStrictEqual({
        words: called,
        parts: [{ countries: [...lot.countries].sort(), languages: null }],
        unresolved: [],
      });
    }
  });

  it.each(COMPOSITES.map((composite) => [composite.name, composite] as const))(
    'resolves the composite %s',
    (name, composite) => {
      const countriesOfLots =
        composite.kind === 'lots'
          ? LOTS.filter(({ code }) => composite.lots.includes(code)).flatMap(({ countries }) => countries)
          : composite.kind === 'rest of world'
            ? CODES
            : [];
      const called = [name, composite.code, ...composite.alsoCalled];
      for (const words of called) {
        const { parts, unresolved } = resolveTerritories(words);
        const whole = parts.find(({ languages }) => languages === null)?.countries ?? [];
        expect(whole).toStrictEqual([...countriesOfLots].sort());
        expect(unresolved.length > 0).toBe(composite.kind === 'media');
      }
    },
  );

  it.each(COUNTRIES.map((country) => [country.name, country] as const))(
    'resolves the country %s by all its names',
    (name, country) => {
      const sold = [country.code, ...(SOLD_WITH.get(country.code) ?? [])].sort();
      for (const called of [name, ...country.alsoCalled]) {
        expect(resolveTerritories(called).parts).toStrictEqual([{ countries: sold, languages: null }]);
      }
      if (!SOLD_WITH.has(country.code)) return;
      expect(resolveTerritories(`${name} proper`).parts).toStrictEqual([
        { countries: [country.code], languages: null },
      ]);
    },
  );
});
