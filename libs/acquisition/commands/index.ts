import type { FilmCommandType } from './film-command';
import { AcceptDelivery } from './accept-delivery';
import { AcceptOffer } from './accept-offer';
import { AcquireFilm } from './acquire-film';
import { AmendDeal } from './amend-deal';
import { AmendFilmDetails } from './amend-film-details';
import { ApproveOffer } from './approve-offer';
import { CorrectEntry } from './correct-entry';
import { CounterOffer } from './counter-offer';
import { DateRelease } from './date-release';
import { DeclineOffer } from './decline-offer';
import { EndMandate } from './end-mandate';
import { EnterNegotiation } from './enter-negotiation';
import { ExecuteLongForm } from './execute-long-form';
import { GrantMandate } from './grant-mandate';
import { MakeOffer } from './make-offer';
import { OpenDispute } from './open-dispute';
import { RaiseOffer } from './raise-offer';
import { RecordAward } from './record-award';
import { RecordInterest } from './record-interest';
import { RecordOvation } from './record-ovation';
import { RecordPass } from './record-pass';
import { RecordRelease } from './record-release';
import { RecordReview } from './record-review';
import { RecordScreening } from './record-screening';
import { RecordSelection } from './record-selection';
import { ReinstateFilm } from './reinstate-film';
import { ReleaseReservation } from './release-reservation';
import { RescindDeal } from './rescind-deal';
import { RetractEntry } from './retract-entry';
import { RevertRights } from './revert-rights';
import { SetEstimates } from './set-estimates';
import { SettleDispute } from './settle-dispute';
import { TakeNote } from './take-note';
import { WithdrawFilm } from './withdraw-film';
import { WithdrawOffer } from './withdraw-offer';

export * from './details';
export * from './film-command';
export * from './film-recorder';
export { RegisterFilmHandler, handlerOf } from './handlers';
export { FilmBody, RegisterFilm } from './register-film';
export {
  AmendFilmDetails,
  WithdrawFilm,
  ReinstateFilm,
  GrantMandate,
  EndMandate,
  SetEstimates,
  RecordSelection,
  RecordScreening,
  RecordOvation,
  RecordReview,
  RecordAward,
  RecordInterest,
  RecordPass,
  EnterNegotiation,
  MakeOffer,
  RaiseOffer,
  CounterOffer,
  ApproveOffer,
  AcceptOffer,
  DeclineOffer,
  WithdrawOffer,
  ReleaseReservation,
  AcquireFilm,
  ExecuteLongForm,
  AmendDeal,
  RescindDeal,
  RevertRights,
  AcceptDelivery,
  OpenDispute,
  SettleDispute,
  DateRelease,
  RecordRelease,
  TakeNote,
  CorrectEntry,
  RetractEntry,
};

/** Every command on a film. A new one is registered here, with one line; its route, permission and reference follow. */
export const filmCommands: readonly FilmCommandType[] = [
  AmendFilmDetails,
  WithdrawFilm,
  ReinstateFilm,
  GrantMandate,
  EndMandate,
  SetEstimates,
  RecordSelection,
  RecordScreening,
  RecordOvation,
  RecordReview,
  RecordAward,
  RecordInterest,
  RecordPass,
  EnterNegotiation,
  MakeOffer,
  RaiseOffer,
  CounterOffer,
  ApproveOffer,
  AcceptOffer,
  DeclineOffer,
  WithdrawOffer,
  ReleaseReservation,
  AcquireFilm,
  ExecuteLongForm,
  AmendDeal,
  RescindDeal,
  RevertRights,
  AcceptDelivery,
  OpenDispute,
  SettleDispute,
  DateRelease,
  RecordRelease,
  TakeNote,
  CorrectEntry,
  RetractEntry,
];
