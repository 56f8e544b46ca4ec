import type { Dossier, Told } from '#acquisition/views';
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

function deals({ deals: all }: Dossier): string | undefined {
  if (all.length === 0) return undefined;
  return table(
    ['acquired by', 'rights', 'price', 'since', 'status'],
    all.map((deal) => [
      deal.buyer,
      deal.claimed === null ? deal.rights.words : `${deal.rights.words} (claimed: ${deal.claimed.words})`,
      describePrice(deal.terms),
      deal.acquiredOn,
      deal.status,
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
      offer.conflicts.length === 0 ? offer.status : `${offer.status}, in conflict`,
      (offer.isReserved ? offer.reservedUntil : offer.expiresAt) ?? '',
    ]),
  );
}

function matrix({ matrix: blocks }: Dossier): string {
  const today = blocks.find(({ isUnresolved }) => !isUnresolved)?.window.from ?? '';
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

const toldLine =
  (say: (told: Told) => string) =>
  (told: Told): string =>
    `  ${describeOccurredAt(told.occurredAt)}  ${say(told)}${told.isCorrected ? dim(' (corrected)') : ''}`;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function reception({ screenings, ovations, awards }: Dossier): string {
  const heard = minutes(ovations.leastMinutes, ovations.mostMinutes);
  return [
    ...screenings.map(
      toldLine((t) => ['screened', text(t['festival']), text(t['venue'])].filter((p) => p !== '').join(', ')),
    ),
    ...(ovations.reports.length === 0
      ? []
      : [`  ovation: ${heard === '' ? 'not timed' : heard}, ${String(ovations.reports.length)} reported`]),
    ...awards.map(toldLine((t) => `wins ${text(t['award'])}`)),
  ].join('\n');
}

/** One film for people. */
export function dossierInWords(dossier: Dossier): string {
  const { title, year, directors, phase, phaseReason, phaseUntil, share, mandate, figures, disputes } = dossier;
  const until = phaseUntil === null ? '' : ` (may change by ${phaseUntil})`;
  const sums = (['offered', 'reserved', 'committed'] as const)
    .filter((kind) => figures[kind].length > 0)
    .map((kind) => `${kind} ${money(figures[kind])}`);
  return [
    `${bold(title)} (${String(year)}), ${directors.join(', ')}`,
    '',
    `phase    ${bold(phase)}${until}`,
    `why      rule ${String(phaseReason.rule)}: ${phaseReason.words}`,
    `share    ${percent(share)} of the mandate is acquired`,
    `mandate  ${mandate.isAssumed ? 'none recorded: taken to be worldwide, all rights' : mandate.mandates.map(({ agent, rights }) => `${agent}: ${rights.words}`).join('; ')}`,
    ...(sums.length === 0 ? [] : [`money    ${sums.join('; ')}`]),
    ...disputes.filter(({ outcome }) => outcome === null).map(({ about }) => `dispute  ${about}`),
    ...heading('Deals', deals(dossier)),
    ...heading('Offers', offers(dossier)),
    ...heading('Reception', reception(dossier)),
    ...heading('Rights from today on', matrix(dossier)),
    '',
    dim(`${dossier.slug}, revision ${dossier.revision}, ${dossier.filmId}`),
  ].join('\n');
}
