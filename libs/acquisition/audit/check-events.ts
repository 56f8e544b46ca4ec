import { isFilmStream, filmCodec } from '#acquisition/film-stream';
import { isMarketStream, marketCodec } from '#acquisition/market-stream';
import type { EventData, RecordedEvent } from '#event-store';
import type { EventCheck, EventFound, EventHead, Finding } from '#ledger';
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

/** What is to be known of an event by itself. */
export interface EventNote {
  /** Why it cannot be read. */
  readonly why?: string;
  /** The entries that it names, each by the field that does. */
  readonly names: readonly (readonly [field: (typeof NAMES)[number], name: string])[];
}

/** Undefined where there is nothing to know of an event. Pure. */
export function noteEvent(event: RecordedEvent): EventNote | undefined {
  const why = unreadable(event);
  const data = event.data as EventData | null;
  const names = NAMES.flatMap((field) => {
    const name = data?.[field];
    return typeof name === 'string' ? [[field, name] as const] : [];
  });
  if (why === undefined && names.length === 0) return undefined;
  return { names, ...(why !== undefined && { why }) };
}

/**
 * Looks whether the events of a log are events of this trade, each in order by itself, and whether each that names another one
 * comes after it.
 * @param isWhole False where the first events of the log are left out: then what they began is not known.
 */
export function checkEvents({ isWhole }: { readonly isWhole: boolean } = { isWhole: true }): EventCheck<EventNote> {
  const known = namedSoFar();
  const findDangling = (event: EventHead, names: EventNote['names'], found: EventFound): readonly Finding[] => {
    known.add(event.id);
    const findings: Finding[] = [];
    for (const [field, name] of names) {
      if (BEGINS[event.type] === field) known.add(name);
      if (known.has(name)) continue;
      const message = `${upper(nameOf(found))} names ${name} as its ${field}, and nothing before it began under this name.`;
      findings.push({ code: 'dangling', message, event: found });
    }
    return findings;
  };
  return {
    note: noteEvent,
    findIn: (event, { why, names } = { names: [] }, found) => {
      const dangling = isWhole ? findDangling(event, names, found) : [];
      if (why === undefined) return dangling;
      const message = `${upper(nameOf(found))} cannot be read. ${why}`;
      return [{ code: 'undecodable', message, event: found }, ...dangling];
    },
  };
}
