/** What reacts to events and to time by issuing commands, and does nothing else. */
export type { AlarmClock } from './alarm-clock';
export { offerClock, type ComingLapses, type OfferClockOptions } from './offer-clock';
export * from './webhooks';
