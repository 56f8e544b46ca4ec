import type { MarketEvent, MarketEventOf, MarketEventType } from '../events';
import { because } from './because';

type Tellers = { readonly [T in MarketEventType]: (event: MarketEventOf<T>) => string };

const tellers: Tellers = {
  RatesSet: ({ data }) =>
    `Rates of ${data.ratesOn} by ${data.publishedBy}: ${data.base} in ${Object.keys(data.rates).sort().join(', ')}`,
  BuyersMerged: ({ data }) => `${data.buyer} counts as ${data.into} from now on${because(data.reason)}`,
  BuyersSeparated: ({ data }) => `${data.buyer} is a buyer apart from ${data.from} again${because(data.reason)}`,
  OfferShown: ({ data }) => `Confidential offer ${data.offerId} is shown, through ${data.through}`,
  WebhookRegistered: ({ data }) =>
    `${data.url} is told of ${data.types?.join(', ') ?? 'every event'}${data.fromBeginning ? ' from the beginning' : ''}`,
  WebhookDisabled: ({ data }) => `Webhook ${data.webhookId} is disabled${because(data.reason)}`,
  WebhookResumed: ({ data }) => `Webhook ${data.webhookId} goes on where it stood`,
  WebhookRemoved: ({ data }) => `Webhook ${data.webhookId} is removed${because(data.reason)}`,
};

/** One sentence, without its full stop, that tells a person what an event of the market says. */
export const tellMarket = (event: MarketEvent): string =>
  (tellers[event.type] as (event: MarketEvent) => string)(event);
