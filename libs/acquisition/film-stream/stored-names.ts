import type { FilmEventType } from '#acquisition/domain';

/** How an event is stored: its name there, for ever, and the version of its data. */
export interface StoredName {
  readonly name: string;
  readonly version: number;
}

const first = (name: string): StoredName => ({ name, version: 1 });

/**
 * The stored name of every event. The type in the code may be renamed, the name on the right never; a change of the
 * data raises the version and adds an upcaster (upcasters.ts) and a fixture (test/history).
 */
export const STORED_NAMES: Readonly<Record<FilmEventType, StoredName>> = {
  FilmRegistered: first('FilmRegistered'),
  FilmDetailsAmended: first('FilmDetailsAmended'),
  FilmWithdrawn: first('FilmWithdrawn'),
  FilmReinstated: first('FilmReinstated'),
  MandateGranted: first('MandateGranted'),
  MandateEnded: first('MandateEnded'),
  EstimatesSet: first('EstimatesSet'),
  FilmSelected: first('FilmSelected'),
  FilmScreened: first('FilmScreened'),
  OvationReceived: first('OvationReceived'),
  ReviewPublished: first('ReviewPublished'),
  AwardWon: first('AwardWon'),
  InterestExpressed: first('InterestExpressed'),
  BuyerPassed: first('BuyerPassed'),
  NegotiationEntered: first('NegotiationEntered'),
  OfferMade: first('OfferMade'),
  OfferRaised: first('OfferRaised'),
  OfferCountered: first('OfferCountered'),
  ApprovalRequested: first('ApprovalRequested'),
  OfferApproved: first('OfferApproved'),
  OfferKeptConfidential: first('OfferKeptConfidential'),
  OfferAccepted: first('OfferAccepted'),
  OfferDeclined: first('OfferDeclined'),
  OfferWithdrawn: first('OfferWithdrawn'),
  OfferLapsed: first('OfferLapsed'),
  ReservationReleased: first('ReservationReleased'),
  FilmAcquired: first('FilmAcquired'),
  LongFormExecuted: first('LongFormExecuted'),
  DealAmended: first('DealAmended'),
  DealRescinded: first('DealRescinded'),
  RightsReverted: first('RightsReverted'),
  DeliveryAccepted: first('DeliveryAccepted'),
  DisputeOpened: first('DisputeOpened'),
  DisputeSettled: first('DisputeSettled'),
  ReleaseDated: first('ReleaseDated'),
  FilmReleased: first('FilmReleased'),
  NoteTaken: first('NoteTaken'),
  EntryCorrected: first('EntryCorrected'),
  EntryRetracted: first('EntryRetracted'),
  EvidenceAttached: first('EvidenceAttached'),
};
