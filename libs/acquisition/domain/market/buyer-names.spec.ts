import * as fc from 'fast-check';
import type { BuyerNames, MarketDecision } from '#acquisition/domain';
import {
  NO_MERGES,
  buyerKey,
  decideOnMarket,
  evolveBuyerNames,
  likelyDuplicates,
  mergeBuyers,
  separateBuyers,
  standsFor,
} from '#acquisition/domain';
import { NOW, at, occurred } from '#testing';

const ENTRY = {
  id: 'x',
  now: at(NOW),
  occurredAt: occurred('2024-09-07'),
  source: { kind: 'witnessed' as const },
  actor: { user: 'agent', role: 'sales agent' },
};

const after = (names: BuyerNames, decision: MarketDecision): BuyerNames =>
  decision.refused ? names : evolveBuyerNames(names, [{ ...ENTRY, ...decision.fact, recordedAt: NOW, revision: 0 }]);

const merge = (names: BuyerNames, buyer: string, into: string) =>
  decideOnMarket(mergeBuyers, names, { buyer, into }, ENTRY);
const separate = (names: BuyerNames, buyer: string) => decideOnMarket(separateBuyers, names, { buyer }, ENTRY);
const merged = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce((names, [buyer, into]) => after(names, merge(names, buyer, into)), NO_MERGES);

it('makes one name stand for another, through as many merges as there are', () => {
  const names = merged(['A24 LLC', 'A24 Films'], ['A24 Films', 'A24']);
  expect(['a24 llc', 'A24 FILMS', 'A24', 'Neon'].map((name) => standsFor(names, name))).toEqual([
    'A24',
    'A24',
    'A24',
    'Neon',
  ]);
});

it('lets a name stand for itself again when the two are separated', () => {
  const names = merged(['A24 LLC', 'A24 Films'], ['A24 Films', 'A24']);
  const decision = separate(names, 'a24 films');
  expect(decision).toEqual({
    refused: false,
    fact: { type: 'BuyersSeparated', data: { buyer: 'A24 Films', from: 'A24' } },
  });
  expect(standsFor(after(names, decision), 'A24 LLC')).toBe('A24 Films');
});

it.each([
  ['itself', merged(), 'Neon', ' NEON', 'invalid-input'],
  ['what counts as it', merged(['A24 LLC', 'A24 Films'], ['A24 Films', 'A24']), 'A24', 'A24 LLC', 'buyers-in-a-circle'],
  ['a second one', merged(['A24 LLC', 'A24']), 'A24 LLC', 'Neon', 'buyer-merged'],
])('refuses to merge a buyer into %s', (_what, names, buyer, into, code) => {
  expect(merge(names, buyer, into)).toMatchObject({ refused: true, code });
});

it('refuses to separate what was never merged, or is separated', () => {
  const names = merged(['A24 LLC', 'A24']);
  expect(separate(names, 'A24')).toMatchObject({ refused: true, code: 'buyer-not-merged' });
  expect(separate(after(names, separate(names, 'A24 LLC')), 'A24 LLC')).toMatchObject({ code: 'buyer-not-merged' });
});

it('refuses what has not happened yet', () => {
  const later = { ...ENTRY, occurredAt: occurred('2030-01-01') };
  expect(decideOnMarket(mergeBuyers, NO_MERGES, { buyer: 'A24 LLC', into: 'A24' }, later)).toMatchObject({
    code: 'invalid-input',
  });
});

const name = fc.constantFrom('A', 'B', 'C', 'D', 'E');
const step = fc.record({ kind: fc.constantFrom('merge', 'merge', 'separate'), buyer: name, into: name });

it('never closes a circle, whatever is merged and separated', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let names = NO_MERGES;
      for (const { kind, buyer, into } of steps)
        names = after(names, kind === 'merge' ? merge(names, buyer, into) : separate(names, buyer));
      for (const one of ['A', 'B', 'C', 'D', 'E']) {
        const head = standsFor(names, one);
        expect(names.get(buyerKey(head))?.into ?? null).toBeNull();
      }
    }),
  );
});

it('ends even where a log says that there is a circle', () => {
  const circle: BuyerNames = new Map(
    [
      ['A', 'B'],
      ['B', 'A'],
    ].map(([buyer = '', into = '']) => [
      buyerKey(buyer),
      { buyer, into, reason: null, on: '2024-09-07', eventId: 'x' },
    ]),
  );
  expect(['A', 'B']).toContain(standsFor(circle, 'A'));
});

describe('likely duplicates', () => {
  it('are told by company words, punctuation, accents and a leading article', () => {
    expect(
      likelyDuplicates([
        'A24',
        'A24 Films',
        'A24, L.L.C.',
        'Pathé',
        'PATHE International',
        'The Match Factory',
        'Match Factory GmbH',
        'Neon',
      ]),
    ).toEqual([
      ['A24', 'A24 Films', 'A24, L.L.C.'],
      ['Match Factory GmbH', 'The Match Factory'],
      ['PATHE International', 'Pathé'],
    ]);
  });

  it('are not those that have nothing but such words, or words in the middle', () => {
    expect(likelyDuplicates(['Film Group', 'Film', 'Sony Pictures Classics', 'Sony', 'Media', 'Pictures'])).toEqual([
      ['Film', 'Film Group'],
    ]);
  });
});
