import { describeDay, describePrice, describeWindow } from '#acquisition/domain';
import type { DealInDossier, Entry, OfferInDossier } from '#acquisition/views';
import { leftOf, sumsInWords } from '../workbook';
import { citedSources } from './cited-sources';
import type { FilmReport } from './film-report';
import type { Report } from './report';

/** A part of the dossier, under a heading of its own. */
export type Section = (report: Report, film: FilmReport) => void;

const lines = (...parts: readonly (string | null | undefined | false)[]): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join('\n');

const percent = (share: number): string => `${String(Math.round(share * 1_000) / 10)} %`;
const instant = (text: string): string => `${describeDay(text.slice(0, 10))}, ${text.slice(11, 19)} UTC`;
const dayOrInstant = (text: string): string =>
  text.includes('T') ? instant(text) : `${describeDay(text)}, to its end`;

/** The title, and of which moment all of it is. */
const head: Section = (report, { dossier, moment }) => {
  const { title, year, directors, companies } = dossier;
  const by = directors.length === 0 ? '' : `, directed by ${directors.join(', ')}`;
  report.title(
    'Dossier of a film',
    title,
    `${String(year)}${by}${companies.length === 0 ? '' : ` · ${companies.join(', ')}`}`,
  );
  report.facts([
    ['What had happened by', dayOrInstant(moment.asOf)],
    ['As it was recorded by', instant(moment.knownAt)],
  ]);
  report.small(
    'Two clocks: what had happened by the first moment, as far as it was recorded by the second. All that follows is made of ' +
      'the record alone; numbers in brackets are those of the timeline, which says on whose word each entry is; S and a number is a source.',
  );
};

const status: Section = (report, { dossier, explanation, numbersOf }) => {
  const { figures, phase, phaseUntil, disputes } = dossier;
  report.heading('Where it stands');
  report.facts([
    ['Phase', phase],
    ['Why', `${explanation.words} (rule ${String(explanation.rule)} of nine)`],
    ['Rests on', numbersOf(explanation.events.map(({ eventId }) => eventId))],
    ['Time alone', phaseUntil === null ? 'does not change that' : `may change that by ${dayOrInstant(phaseUntil)}`],
    ['Acquired', `${percent(explanation.share.acquired)} of the rights under the mandate`],
    ['Mandate', explanation.mandate.words],
    ['Offered', sumsInWords(figures.offered)],
    ['Reserved', sumsInWords(figures.reserved)],
    ['Committed', sumsInWords(figures.committed)],
    ...disputes.map(({ about, outcome, eventIds }): [string, string] => [
      'Dispute',
      `${about}${outcome === null ? ', open' : `, settled: ${outcome}`} ${numbersOf(eventIds)}`,
    ]),
  ]);
  report.small(explanation.share.countedAs);
};

const rights: Section = (report, { avails, numbersOf }) => {
  report.heading('Rights: what is sold where, and what is free');
  report.text(avails.summary);
  for (const warning of avails.warnings) report.small(warning);
  report.table(
    [
      { head: 'Status', width: 11 },
      { head: 'Territories', width: 30 },
      { head: 'Media', width: 20 },
      { head: 'Days', width: 20 },
      { head: 'Why', width: 20 },
      { head: 'Entries', width: 10 },
    ],
    avails.blocks.map((block) => [
      block.isFree ? (block.status === 'available' ? 'free' : `free, ${block.status}`) : block.status,
      block.isUnresolved ? `"${block.territories}" (not resolved)` : block.territories,
      block.media,
      block.isUnresolved ? '' : describeWindow(block.window),
      lines(block.why, block.exclusive === false && 'not exclusive'),
      numbersOf(block.eventIds),
    ]),
  );
};

const dealStatus = (deal: DealInDossier): string =>
  lines(
    deal.status,
    deal.executedOn !== null && `long form ${describeDay(deal.executedOn)}`,
    deal.deliveredOn !== null && `delivered ${describeDay(deal.deliveredOn)}`,
    leftOf(deal),
    deal.corrections.length > 0 && 'corrected',
  );

const deals: Section = (report, { dossier, numbersOf }) => {
  report.heading('Deals');
  if (dossier.deals.length === 0) {
    report.text('None is recorded.');
    return;
  }
  report.table(
    [
      { head: 'Acquired by', width: 18 },
      { head: 'Rights', width: 30 },
      { head: 'Price', width: 22 },
      { head: 'Since', width: 13 },
      { head: 'Status', width: 17 },
      { head: 'Entries', width: 10 },
    ],
    dossier.deals.map((deal) => [
      lines(deal.buyer, deal.sellers.length > 0 && `from ${deal.sellers.join(', ')}`),
      lines(deal.rights.words, deal.claimed !== null && `claimed: ${deal.claimed.words}`),
      lines(describePrice(deal.terms), deal.reason),
      describeDay(deal.acquiredOn),
      dealStatus(deal),
      numbersOf(deal.eventIds),
    ]),
  );
};

function offerStatus(offer: OfferInDossier): string {
  const until = offer.isReserved ? offer.reservedUntil : offer.isOpen ? offer.expiresAt : null;
  return lines(
    `${offer.status}${until === null ? '' : `, until ${instant(until)}`}`,
    offer.isConfidential === true && 'confidential',
    offer.reason,
    offer.conflicts.length > 0 && `in conflict: ${offer.conflicts.map(({ overlap }) => overlap).join('; ')}`,
    offer.corrections.length > 0 && 'corrected',
  );
}

/** What was on the table before, step by step. */
const ladderOf = ({ ladder }: OfferInDossier): string =>
  ladder
    .slice(0, -1)
    .map(({ by, terms, occurredOn }) => `before, by the ${by}, ${describeDay(occurredOn)}: ${describePrice(terms)}`)
    .join('\n');

const offers: Section = (report, { dossier, numbersOf }) => {
  report.heading('Offers');
  if (dossier.offers.length === 0) {
    report.text('None is recorded.');
    return;
  }
  report.table(
    [
      { head: 'Offer of', width: 18 },
      { head: 'Rights', width: 28 },
      { head: 'Price', width: 26 },
      { head: 'Made', width: 13 },
      { head: 'What became of it', width: 17 },
      { head: 'Entries', width: 10 },
    ],
    dossier.offers.map((offer) => [
      offer.buyer,
      offer.rights.words,
      lines(describePrice(offer.terms), ladderOf(offer)),
      describeDay(offer.madeOn),
      offerStatus(offer),
      numbersOf(offer.eventIds),
    ]),
  );
};

/** What an entry says now, and what it said before it was corrected. */
const said = ({ sentence, standing, recorded }: Entry, amendedBy: string): string => {
  if (standing === 'retracted') return `${sentence}\nretracted ${amendedBy}`;
  return recorded === undefined ? sentence : `${sentence}\ncorrected ${amendedBy}; recorded as: ${recorded.sentence}`;
};

const timeline: Section = (report, { entries, numbersOf }) => {
  const sources = citedSources(entries);
  report.heading('Timeline');
  report.table(
    [
      { head: 'No.', width: 6 },
      { head: 'Happened', width: 18 },
      { head: 'What', width: 44 },
      { head: 'On whose word', width: 20 },
      { head: 'Recorded', width: 22 },
    ],
    entries.map((entry, n) => [
      `[${String(n + 1)}]`,
      entry.occurredInWords,
      said(entry, numbersOf(entry.amendedBy)),
      sources.of(entry),
      `${instant(entry.recordedAt)}\nby ${entry.actor.user}, ${entry.actor.role}`,
    ]),
  );
};

const evidence: Section = (report, { entries, dossier, numbersOf }) => {
  report.heading('Sources and evidence');
  const papers = dossier.deals.flatMap(({ evidence: signed, buyer }) => signed.map((paper) => ({ paper, buyer })));
  report.table(
    [
      { head: 'No.', width: 6 },
      { head: 'On whose word', width: 50 },
      { head: 'What it is', width: 30 },
      { head: 'Entries', width: 24 },
    ],
    [
      ...citedSources(entries).all.map(({ number, word, kinds, eventIds }) => [
        `S${String(number)}`,
        word,
        [...kinds].join('\n'),
        numbersOf(eventIds),
      ]),
      ...papers.map(({ paper, buyer }) => [
        '',
        paper.name,
        `signed paper of the deal of ${buyer}, SHA-256 ${paper.sha256}`,
        '',
      ]),
    ],
  );
};

const proof: Section = (report, { checkpoint, dossier }) => {
  report.heading('Proof');
  if (checkpoint === undefined) {
    report.small('The log was not signed yet by this moment: nothing beside this document proves what it says.');
    return;
  }
  const { origin, size, root, key } = checkpoint;
  report.facts([
    ['Log', origin],
    ['Checkpoint', `${String(size)} events, root ${root}`],
    ['Signed with', key],
  ]);
  report.small(
    'This document tells what the entries say; it is not itself a proof of them. The archive that ' +
      `\u201covation export ${dossier.slug} --format bundle\u201d makes holds every entry with its proof under a signed checkpoint, and the ` +
      'documents behind it, and anyone can verify it who knows the key.',
  );
};

const about: Section = (report, { dossier, entries, moment }) => {
  const { asOf, knownAt } = moment.asked;
  report.heading('About this document');
  report.facts([
    ['Film', `${dossier.slug}, ${dossier.filmId}`],
    ['Entries', `${String(entries.length)}, up to revision ${dossier.revision} of the film`],
    ['Made again by', `ovation export ${dossier.slug} --format pdf --as-of ${asOf} --known-at ${knownAt}`],
  ]);
  report.small(
    'The same record and the same two moments give the same document, to the byte. Nothing in it is a statement about what was ' +
      'not recorded. Asks and takes, which are the seller’s own, are left out.' +
      (report.hasBoxes
        ? ' A letter that the font of this document does not have is shown as a box; the record has it.'
        : ''),
  );
};

/** The parts of a dossier, in their order. */
export const SECTIONS: readonly Section[] = [head, status, rights, deals, offers, timeline, evidence, proof, about];
