import fc from 'fast-check';
import type { FilmEvent } from '..';
import { applyCorrections, documentsBehind, documentsIn } from '..';
import {
  aDocument,
  acquired,
  anything,
  attached,
  corrected,
  entryId,
  happened,
  kPops,
  recorded,
  retracted,
  rights,
  screened,
} from '#testing';

const memo = aDocument('memo.pdf', 'a');
const mail = aDocument('mail.eml', 'b');
const scan = aDocument('scan.pdf', 'c');
const named = ({ name, sha256 } = memo) => ({ name, sha256 });
const onWordOf = (document = memo) => ({ kind: 'document' as const, ...named(document) });
const dealWith = (document = memo) =>
  happened('FilmAcquired', {
    ...acquired('Neon', rights('US')).fact.data,
    evidence: named(document),
  } as never);

/** Behind the n-th thing told, from 1. */
const behind = (n: number, ...told: Parameters<typeof recorded>[0]) =>
  documentsBehind(recorded(told)).get(entryId(n)) ?? [];

it('are those on whose word an entry is recorded, and those that it has in itself, each once', () => {
  expect(behind(2, kPops, screened('Roy Thomson Hall').from(onWordOf(mail)))).toEqual([
    { ...named(mail), namedBy: entryId(2) },
  ]);
  expect(behind(2, kPops, dealWith(memo).from(onWordOf(mail)))).toEqual([
    { ...named(mail), namedBy: entryId(2) },
    { ...named(memo), namedBy: entryId(2) },
  ]);
  expect(behind(2, kPops, dealWith(memo).from(onWordOf(memo)))).toHaveLength(1);
  expect(behind(2, kPops, screened('Roy Thomson Hall'))).toEqual([]);
});

it('are those that were attached later, unless that was retracted', () => {
  const told = [kPops, screened('Roy Thomson Hall'), attached(entryId(2), memo), attached(entryId(2), mail)] as const;
  expect(behind(2, ...told)).toEqual([
    { ...memo, namedBy: entryId(3) },
    { ...mail, namedBy: entryId(4) },
  ]);
  expect(behind(3, ...told)).toEqual([{ ...memo, namedBy: entryId(3) }]);
  expect(behind(2, ...told, retracted(entryId(3)))).toEqual([{ ...mail, namedBy: entryId(4) }]);
  expect(behind(2, ...told, retracted(entryId(3)), retracted(entryId(5)))).toHaveLength(2);
});

it('are those of the entry as it was corrected; the correction names its own', () => {
  const told = [kPops, dealWith(memo), corrected(entryId(2), 'FilmAcquired', { evidence: named(scan) })] as const;
  expect(behind(2, ...told)).toEqual([{ ...named(scan), namedBy: entryId(2) }]);
  expect(behind(3, ...told)).toEqual([{ ...named(scan), namedBy: entryId(3) }]);
  expect(behind(2, kPops, dealWith(memo), corrected(entryId(2), 'FilmAcquired', { evidence: null }))).toEqual([]);
});

/** Anything that can happen, some of it on the word of a document. */
const anythingNamed = fc
  .tuple(anything, fc.constantFrom(undefined, memo, mail))
  .map(([told, document]) => (document === undefined ? told : told.from(onWordOf(document))));

it('of any history are those that some entry which stands names, and no others', () => {
  fc.assert(
    fc.property(fc.array(anythingNamed, { maxLength: 20 }), (told) => {
      const events: readonly FilmEvent[] = recorded(told);
      const all = documentsBehind(events);
      const byId = new Map(events.map((event) => [event.id, event]));
      const standing = new Map(applyCorrections(events).events.map((event) => [event.id, event]));
      for (const [entry, documents] of all) {
        expect(documents.length).toBe(new Set(documents.map(({ sha256 }) => sha256)).size);
        for (const { namedBy, sha256 } of documents) {
          const by = namedBy === entry ? (standing.get(namedBy) ?? byId.get(namedBy)) : standing.get(namedBy);
          expect(by === undefined ? [] : documentsIn(by).map((document) => document.sha256)).toContain(sha256);
        }
      }
      for (const event of standing.values()) {
        const own = (all.get(event.id) ?? []).map(({ sha256 }) => sha256);
        for (const { sha256 } of documentsIn(event)) expect(own).toContain(sha256);
        if (event.type !== 'EvidenceAttached') continue;
        expect(all.get(event.data.entry)?.map(({ sha256 }) => sha256)).toContain(event.data.document.sha256);
      }
    }),
    { numRuns: 1_000 },
  );
});
