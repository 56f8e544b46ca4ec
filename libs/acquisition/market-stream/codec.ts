import type { EventDefinition, RecordedEvent } from '#event-store';
import { createCodec } from '#event-store';
import type { MarketEvent, MarketEventType } from '#acquisition/domain';
import type { StoredName } from '#acquisition/film-stream';
import { BUYERS, DISCLOSURES, RATES, WEBHOOKS, dataProblems, openEnvelope } from '#acquisition/film-stream';

/** The stored name of every event of the market: for ever, as those of films are. */
export const MARKET_STORED_NAMES: Readonly<Record<MarketEventType, StoredName>> = {
  RatesSet: { name: 'RatesSet', version: 1 },
  BuyersMerged: { name: 'BuyersMerged', version: 1 },
  BuyersSeparated: { name: 'BuyersSeparated', version: 1 },
  OfferShown: { name: 'OfferShown', version: 1 },
  WebhookRegistered: { name: 'WebhookRegistered', version: 1 },
  WebhookDisabled: { name: 'WebhookDisabled', version: 1 },
  WebhookResumed: { name: 'WebhookResumed', version: 1 },
  WebhookRemoved: { name: 'WebhookRemoved', version: 1 },
};

const TYPES = Object.keys(MARKET_STORED_NAMES) as MarketEventType[];

const typesByName = new Map(TYPES.map((type) => [MARKET_STORED_NAMES[type].name, type]));

const definitions = TYPES.map((type): EventDefinition => ({
  type: MARKET_STORED_NAMES[type].name,
  version: MARKET_STORED_NAMES[type].version,
  validate: (data) => dataProblems(type, data),
}));

/** Stored events of the market. Built, and so checked, when the program starts. */
export const marketCodec = createCodec(definitions);

const PREFIXES = [RATES, BUYERS, DISCLOSURES, WEBHOOKS].map((category) => `${category}-`);

export const isMarketStream = (stream: string): boolean => PREFIXES.some((prefix) => stream.startsWith(prefix));

export const storedMarketName = (type: MarketEventType): string => MARKET_STORED_NAMES[type].name;

/**
 * A stored event as the domain sees it.
 * @param event decoded: its data is of the current version.
 */
export const toMarketEvent = (event: RecordedEvent): MarketEvent =>
  ({ ...openEnvelope(event), type: typesByName.get(event.type) }) as MarketEvent;
