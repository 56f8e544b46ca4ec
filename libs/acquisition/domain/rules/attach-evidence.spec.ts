import { attachEvidence, correctEntry, retractEntry } from '..';
import { aDocument, acquired, attached, entryId, given, kPops, retracted, rights, screened } from '#testing';

const memo = aDocument('memo.pdf', 'a');
const mail = aDocument('mail.eml', 'b');
const asked = (n: number, { name, sha256 } = memo) => ({ entry: entryId(n), name, sha256 });
const kept = { documents: [memo, mail] };

it('puts a document behind an entry, with its size and type as they are kept', () => {
  given(kPops, acquired('Neon', rights('US')))
    .when(attachEvidence, asked(2), kept)
    .then('EvidenceAttached', { entry: entryId(2), document: memo });
});

it('changes nothing of what the entry says', () => {
  const deal = acquired('Neon', rights('US'));
  const film = given(kPops, deal)
    .when(attachEvidence, asked(2), kept)
    .then('EvidenceAttached', {
      entry: entryId(2),
      document: memo,
    });
  const before = given(kPops, deal).film;
  expect([film.deals, film.offers, film.amendments]).toEqual([before.deals, before.offers, before.amendments]);
  expect(film.attachments.map(({ data }) => data.document.name)).toEqual(['memo.pdf']);
});

it('refuses what is not kept, an entry that is not there, and one that does not stand', () => {
  const film = given(kPops, screened('Roy Thomson Hall'), retracted(entryId(2)));
  film.when(attachEvidence, asked(1)).thenRefused('document-not-kept', { kind: 'not-kept' });
  film.when(attachEvidence, asked(9), kept).thenRefused('entry-not-found', { kind: 'not-found' });
  film.when(attachEvidence, asked(2), kept).thenRefused('entry-retracted', { kind: 'conflict' });
  film.when(attachEvidence, asked(3), kept).then('EvidenceAttached', { entry: entryId(3), document: memo });
});

it('refuses a document that stands there already, and another one behind an attachment', () => {
  const film = given(kPops, screened('Roy Thomson Hall'), attached(entryId(2), memo));
  film.when(attachEvidence, asked(2), kept).thenRefused('evidence-attached', { kind: 'conflict' });
  film.when(attachEvidence, asked(3, mail), kept).thenRefused('not-attachable', { kind: 'conflict' });
  film.when(attachEvidence, asked(2, mail), kept).then('EvidenceAttached', { entry: entryId(2), document: mail });
  film.when(attachEvidence, asked(1), kept).then('EvidenceAttached', { entry: entryId(1), document: memo });
});

it('is taken back by a retraction, and then done again; never corrected to another document', () => {
  const film = given(kPops, attached(entryId(1), memo));
  film.when(retractEntry, { retracts: entryId(2) }).then('EntryRetracted', { retracts: entryId(2) });
  film
    .when(correctEntry, { corrects: entryId(2), changes: { document: { ...memo, sha256: 'c'.repeat(64) } } })
    .thenRefused('invalid-input');
  given(kPops, attached(entryId(1), memo), retracted(entryId(2)))
    .when(attachEvidence, asked(1), kept)
    .then('EvidenceAttached', { entry: entryId(1), document: memo });
});

it('does not keep its entry from being retracted', () => {
  given(kPops, screened('Roy Thomson Hall'), attached(entryId(2), memo))
    .when(retractEntry, { retracts: entryId(2) })
    .then('EntryRetracted', { retracts: entryId(2) });
});
