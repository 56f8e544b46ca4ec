/**
 * What is recorded of no one film: how it lies in the event store, and the way from a stored event to the domain and back.
 * Names, actor, time, source and versions are as those of films.
 */
export { MARKET_STORED_NAMES, isMarketStream, marketCodec, storedMarketName, toMarketEvent } from './codec';
export { BUYERS_STREAM, buyerNamesModel } from './buyer-names-model';
export { WEBHOOKS_STREAM, readWebhooks, webhooksModel, type PlacedWebhook } from './webhooks-model';
export { isRatesStream, ratesModel, ratesStream } from './rates-model';
