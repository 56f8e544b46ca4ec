import { isFilmStream, filmCodec } from '#acquisition/film-stream';
import { isMarketStream, marketCodec } from '#acquisition/market-stream';
import type { EventData, RecordedEvent } from '#event-store';
import type { EventCheck, EventFound, EventNotes, Finding } from '#ledger';
import { idSet, idTails, isUuid, nameOf, upper } from '#ledger';

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

/** What was named so far. What a chronicle brought may have names that are no UUIDs. */
function namedSoFar() {
  const ids = idSet();
  const others = new Set<string>();
  return {
    add: (name: string): void => {
      if (isUuid(name)) ids.add(name);
      else others.add(name);
    },
    has: (name: string): boolean => (isUuid(name) ? ids.has(name) : others.has(name)),
    addAll: (names: Names): void => {
      ids.addAll(names.ids);
      for (const name of names.others) others.add(name);
    },
    hasAll: (names: Names): boolean => ids.hasAll(names.ids) && names.others.every((name) => others.has(name)),
  };
}

/** Names, to be sent to another thread: of UUIDs a part. */
interface Names {
  readonly ids: Uint32Array;
  readonly others: readonly string[];
}

function someNames(): { readonly add: (name: string) => void; readonly all: () => Names } {
  const ids = idTails();
  const others: string[] = [];
  return {
    add: (name) => {
      if (isUuid(name)) ids.add(name);
      else others.push(name);
    },
    all: () => ({ ids: ids.all(), others }),
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

/** Calls `use` with each entry that an event names, and the field that does. */
function eachNamed({ data }: RecordedEvent, use: (field: (typeof NAMES)[number], name: string) => void): void {
  for (const field of NAMES) {
    const name = (data as EventData | null)?.[field];
    if (typeof name === 'string') use(field, name);
  }
}

/** What is to be known of events that are in order by themselves, by whoever knows those before them. */
export interface EventsNoted {
  /** What can be named from then on. */
  readonly known: Names;
  /** What they name that none of them is or began before: something earlier has to. */
  readonly needed: Names;
}

/** Notes what `checkEvents` has to know of the next events of a log. */
export function noteEvents(): EventNotes<EventsNoted> {
  const [known, needed, seen] = [someNames(), someNames(), namedSoFar()];
  const begin = (name: string): void => {
    known.add(name);
    seen.add(name);
  };
  return {
    add: (event) => {
      if (unreadable(event) !== undefined) return false;
      begin(event.id);
      eachNamed(event, (field, name) => {
        if (BEGINS[event.type] === field) begin(name);
        else if (!seen.has(name)) {
          needed.add(name);
          seen.add(name);
        }
      });
      return true;
    },
    noted: () => ({ known: known.all(), needed: needed.all() }),
  };
}

/**
 * Looks whether the events of a log are events of this trade, each in order by itself, and whether each that names another one
 * comes after it.
 * @param isWhole False where the first events of the log are left out: then what they began is not known.
 */
export function checkEvents({ isWhole }: { readonly isWhole: boolean } = { isWhole: true }): EventCheck<EventsNoted> {
  const known = namedSoFar();
  const findDangling = (event: RecordedEvent, found: EventFound): readonly Finding[] => {
    known.add(event.id);
    const findings: Finding[] = [];
    eachNamed(event, (field, name) => {
      if (BEGINS[event.type] === field) known.add(name);
      if (known.has(name)) return;
      const message = `${upper(nameOf(found))} names ${name} as its ${field}, and nothing before it began under this name.`;
      findings.push({ code: 'dangling', message, event: found });
    });
    return findings;
  };
  return {
    findIn: (event, found) => {
      const dangling = isWhole ? findDangling(event, found) : [];
      const why = unreadable(event);
      if (why === undefined) return dangling;
      const message = `${upper(nameOf(found))} cannot be read. ${why}`;
      return [{ code: 'undecodable', message, event: found }, ...dangling];
    },
    take: (noted) => {
      if (isWhole && !known.hasAll(noted.needed)) return false;
      if (isWhole) known.addAll(noted.known);
      return true;
    },
  };
}
