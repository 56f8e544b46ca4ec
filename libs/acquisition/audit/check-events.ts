import { isFilmStream, filmCodec } from '#acquisition/film-stream';
import { isMarketStream, marketCodec } from '#acquisition/market-stream';
import type { EventData, RecordedEvent } from '#event-store';
import type { EventFound, Finding } from '#ledger';
import { idSet, nameOf, upper } from '#ledger';

/** Fields by which an event names another one, or what another one began. */
const NAMES = ['offerId', 'dealId', 'mandateId', 'disputeId', 'webhookId', 'corrects', 'retracts'] as const;

/** Events that begin something, and the field that names it from then on. */
const BEGINS: Readonly<Record<string, (typeof NAMES)[number]>> = {
  OfferMade: 'offerId',
  FilmAcquired: 'dealId',
  MandateGranted: 'mandateId',
  DisputeOpened: 'disputeId',
  WebhookRegistered: 'webhookId',
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What was named so far. What a chronicle brought may have names that are no UUIDs. */
function namedSoFar(): { readonly add: (name: string) => void; readonly has: (name: string) => boolean } {
  const ids = idSet();
  const others = new Set<string>();
  return {
    add: (name) => {
      if (UUID.test(name)) ids.add(name);
      else others.add(name);
    },
    has: (name) => (UUID.test(name) ? ids.has(name) : others.has(name)),
  };
}

/** Why an event of a film or of the market is none that this program knows; undefined where it is one, or of neither. */
function unreadable(event: RecordedEvent): string | undefined {
  try {
    if (isFilmStream(event.stream)) filmCodec.decode(event);
    else if (isMarketStream(event.stream)) marketCodec.decode(event);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Looks whether the events of a log are events of this trade, each in order by itself, and whether each that names another one
 * comes after it. To be called with every event, in the order of the log.
 * @param isWhole False where the first events of the log are left out: then what they began is not known.
 */
export function checkEvents(
  { isWhole }: { readonly isWhole: boolean } = { isWhole: true },
): (event: RecordedEvent, found: EventFound) => readonly Finding[] {
  const known = namedSoFar();
  return (event, found) => {
    const findings: Finding[] = [];
    const why = unreadable(event);
    if (why !== undefined) {
      findings.push({ code: 'undecodable', message: `${upper(nameOf(found))} cannot be read. ${why}`, event: found });
    }
    if (!isWhole) return findings;
    known.add(event.id);
    for (const field of NAMES) {
      const named = (event.data as EventData | null)?.[field];
      if (typeof named !== 'string') continue;
      if (BEGINS[event.type] === field) known.add(named);
      if (known.has(named)) continue;
      const message = `${upper(nameOf(found))} names ${named} as its ${field}, and nothing before it began under this name.`;
      findings.push({ code: 'dangling', message, event: found });
    }
    return findings;
  };
}
