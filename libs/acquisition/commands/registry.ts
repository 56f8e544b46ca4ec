/**
 * Every command on a film, one line each. A new one is registered here and nowhere else: its route, permission, reference
 * and handler are read from its declaration.
 */
export { AmendFilmDetails } from './amend-film-details';
export { WithdrawFilm } from './withdraw-film';
export { ReinstateFilm } from './reinstate-film';
export { GrantMandate } from './grant-mandate';
export { EndMandate } from './end-mandate';
export { SetEstimates } from './set-estimates';
export { RecordSelection } from './record-selection';
export { RecordScreening } from './record-screening';
export { RecordOvation } from './record-ovation';
export { RecordReview } from './record-review';
export { RecordAward } from './record-award';
export { RecordInterest } from './record-interest';
export { RecordPass } from './record-pass';
export { EnterNegotiation } from './enter-negotiation';
export { MakeOffer } from './make-offer';
export { RaiseOffer } from './raise-offer';
export { CounterOffer } from './counter-offer';
export { ApproveOffer } from './approve-offer';
export { KeepOfferConfidential } from './keep-offer-confidential';
export { AcceptOffer } from './accept-offer';
export { DeclineOffer } from './decline-offer';
export { WithdrawOffer } from './withdraw-offer';
export { ReleaseReservation } from './release-reservation';
export { AcquireFilm } from './acquire-film';
export { ExecuteLongForm } from './execute-long-form';
export { AmendDeal } from './amend-deal';
export { RescindDeal } from './rescind-deal';
export { RevertRights } from './revert-rights';
export { AcceptDelivery } from './accept-delivery';
export { OpenDispute } from './open-dispute';
export { SettleDispute } from './settle-dispute';
export { DateRelease } from './date-release';
export { RecordRelease } from './record-release';
export { TakeNote } from './take-note';
export { CorrectEntry } from './correct-entry';
export { RetractEntry } from './retract-entry';
export { AttachEvidence } from './attach-evidence';
