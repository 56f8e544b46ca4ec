import type { StreamModel } from '#event-store';
import type { Day, RateSets } from '#acquisition/domain';
import { NO_RATES, evolveRateSets } from '#acquisition/domain';
import { RATES } from '#acquisition/film-stream';
import { toMarketEvent } from './codec';

const PREFIX = `${RATES}-`;

/** The stream of all rates of a day. */
export const ratesStream = (day: Day): string => `${PREFIX}${day}`;

export const isRatesStream = (stream: string): boolean => stream.startsWith(PREFIX);

export const ratesModel: StreamModel<RateSets> = {
  initial: () => NO_RATES,
  fold: (sets, events) => evolveRateSets(sets, events.map(toMarketEvent)),
};
