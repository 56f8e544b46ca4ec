/** What can be asked to be recorded: a file for each command. */
import { isFilmCommand } from './film-command';
import * as registry from './registry';

export * from './details';
export type { Clock } from './entry-of';
export * from './film-command';
export * from './film-recorder';
export { DisableWebhook } from './disable-webhook';
export { RegisterFilmHandler, handlerOf, marketHandlerOf } from './handlers';
export * from './market-command';
export { MarketRecorder } from './market-recorder';
export type { FindDocument } from './named-documents';
export { MergeBody, MergeBuyers } from './merge-buyers';
export { FilmBody, RegisterFilm } from './register-film';
export { RegisterWebhook, TOLD_TYPES, WebhookBody } from './register-webhook';
export { RemoveWebhook } from './remove-webhook';
export { ResumeWebhook } from './resume-webhook';
export { SeparateBuyers, SeparationBody } from './separate-buyers';
export { RatesBody, SetRates } from './set-rates';
export { WebhookReasonBody, type OfWebhook } from './webhook-reason';
export * from './registry';

/** Every command on a film, as registered. */
export const filmCommands = Object.values(registry).filter(isFilmCommand);
