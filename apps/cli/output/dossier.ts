import type { Correction, OccurredAt, Rights } from '#acquisition/domain';
import type { DealInDossier, Dossier, Told } from '#acquisition/views';
import { describeOccurredAt, describePrice } from '#acquisition/domain';
import { bold, dim } from './style';
import { table } from './table';
import { minutes, money, percent } from './words';

/** Blocks of the matrix that one table shows; the rest is counted. */
const MOST_BLOCKS = 40;

const heading = (text: string, body: string | undefined): readonly string[] =>
  body === undefined || body === '' ? [] : ['', bold(text), body];

const window = ({ from, to }: { readonly from: string | null; readonly to: string | null }, today: string): string => {
  const start = from === null || from === today ? '' : `from ${from}`;
  return [start, to === null ? '' : `until ${to}`].filter((part) => part !== '').join(' ');
};

/** That something was put right, and by whom. */
const corrected = (corrections: readonly Correction[]): string =>
  corrections.length === 0 ? '' : ` (corrected by ${[...new Set(corrections.map(({ by }) => by.user))].join(', ')})`;

/** The rights of a deal in its words, with what was claimed beyond them, and what has left it since. */
const rightsOf = ({ rights, claimed, steps }: DealInDossier): string => {
  const left = steps
    .filter(({ kind }) => kind === 'reverted' || kind === 'rescinded')
    .map(({ kind, rights: part, on }) => `${part?.words ?? 'all'} ${kind} ${on}`);
  const notes = [...(claimed === null ? [] : [`claimed: ${claimed.words}`]), ...left];
  return notes.length === 0 ? rights.words : `${rights.words} (${notes.join('; ')})`;
};

function deals({ deals: all }: Dossier): string | undefined {
  if (all.length === 0) return undefined;
  return table(
    ['acquired by', 'rights', 'price', 'since', 'status'],
    all.map((deal) => [
      deal.buyer,
      rightsOf(deal),
      describePrice(deal.terms),
      deal.acquiredOn,
      `${deal.status}${corrected(deal.corrections)}`,
    ]),
  );
}

function offers({ offers: all }: Dossier): string | undefined {
  if (all.length === 0) return undefined;
  return table(
    ['offer of', 'rights', 'price', 'made', 'status', 'until'],
    all.map((offer) => [
      offer.buyer,
      offer.rights.words,
      describePrice(offer.terms),
      offer.madeOn,
      [
        offer.status,
        ...(offer.isConfidential === true ? ['confidential'] : []),
        ...(offer.conflicts.length === 0 ? [] : ['in conflict']),
      ].join(', ') + corrected(offer.corrections),
      (offer.isReserved ? offer.reservedUntil : offer.expiresAt) ?? '',
    ]),
  );
}

function matrix(dossier: Dossier): string {
  const { matrix: blocks } = dossier;
  const today = firstDayOf(dossier);
  const rows = blocks
    .slice(0, MOST_BLOCKS)
    .map((block) => [
      block.status,
      block.isUnresolved ? `"${block.territories}" (unresolved)` : block.territories,
      block.media,
      window(block.window, today),
      [block.buyer ?? '', block.exclusive === false ? 'non-exclusive' : ''].filter((part) => part !== '').join(', '),
    ]);
  const rest = blocks.length - MOST_BLOCKS;
  return table(['status', 'territories', 'media', 'days', 'by'], rows) + (rest > 0 ? `\nand ${String(rest)} more` : '');
}

/** The day that the matrix begins with. */
const firstDayOf = ({ matrix: blocks }: Dossier): string =>
  blocks.find(({ isUnresolved }) => !isUnresolved)?.window.from ?? 'today';

const toldLine =
  (say: (told: Told) => string) =>
  (told: Told): string =>
    `  ${describeOccurredAt(told.occurredAt)}  ${say(told)}${dim(corrected(told.corrections))}`;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const parts = (...values: readonly unknown[]): string =>
  values
    .map(text)
    .filter((part) => part !== '')
    .join(', ');

const ovation = (told: Told): string => {
  const length = typeof told['minutes'] === 'number' ? `, ${String(told['minutes'])} min` : '';
  return `${parts(`${text(told['intensity'])} ${text(told['kind'])} ovation`.trim(), told['reportedBy'])}${length}`;
};

function whatHappened(dossier: Dossier): string {
  const { selections, screenings, ovations, awards, interest, passes, releaseDates, releases } = dossier;
  const heard = minutes(ovations.leastMinutes, ovations.mostMinutes);
  return [
    ...selections.map(toldLine((t) => `selected: ${parts(t['festival'], t['section'], t['label'])}`)),
    ...screenings.map(
      toldLine((t) => {
        const premiere = text(t['premiere']);
        return `screened: ${parts(t['festival'], t['venue'], premiere && `${premiere} premiere`, t['audience'])}`;
      }),
    ),
    ...ovations.reports.map(toldLine(ovation)),
    ...(heard === '' || ovations.reports.length < 2 ? [] : [`  ovation, all reports: ${heard}`]),
    ...awards.map(toldLine((t) => `wins ${parts(t['award'], t['festival'])}`)),
    ...interest.map(toldLine((t) => `${text(t['buyer'])} is interested`)),
    ...passes.map(toldLine((t) => `${text(t['buyer'])} passes`)),
    ...releaseDates.map(
      toldLine((t) => {
        const on = t['releaseOn'] as OccurredAt | null;
        return on === null
          ? 'release date taken back'
          : `release announced for ${parts(describeOccurredAt(on), t['distributor'])}`;
      }),
    ),
    ...releases.map(toldLine((t) => `released by ${parts(t['distributor'], (t['rights'] as Rights).words)}`)),
  ].join('\n');
}

/** One film for people. @param moment which one is shown; empty for now. */
export function dossierInWords(dossier: Dossier, moment = ''): string {
  const { title, year, directors, phase, phaseReason, phaseUntil, share, mandate, figures, disputes } = dossier;
  const until = phaseUntil === null ? '' : ` (may change by ${phaseUntil})`;
  const sums = (['offered', 'reserved', 'committed'] as const)
    .filter((kind) => figures[kind].length > 0)
    .map((kind) => `${kind} ${money(figures[kind])}`);
  return [
    `${bold(title)} (${String(year)}), ${directors.join(', ')}${moment === '' ? '' : ` - ${moment}`}`,
    '',
    `phase    ${bold(phase)}${until}`,
    `why      rule ${String(phaseReason.rule)}: ${phaseReason.words}`,
    `share    ${percent(share)} of the mandate is acquired`,
    `mandate  ${mandate.isAssumed ? 'none recorded: taken to be worldwide, all rights' : mandate.mandates.map(({ agent, rights }) => `${agent}: ${rights.words}`).join('; ')}`,
    ...(sums.length === 0 ? [] : [`money    ${sums.join('; ')}`]),
    ...disputes.filter(({ outcome }) => outcome === null).map(({ about }) => `dispute  ${about}`),
    ...heading('Deals', deals(dossier)),
    ...heading('Offers', offers(dossier)),
    ...heading('What happened', whatHappened(dossier)),
    ...heading(`Rights from ${firstDayOf(dossier)} on`, matrix(dossier)),
    '',
    dim(`${dossier.slug}, revision ${dossier.revision}, ${dossier.filmId}`),
  ].join('\n');
}
