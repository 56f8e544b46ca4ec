import type { BuyerPassed, InterestExpressed, NegotiationEntered } from './buyers';
import type {
  DealAmended,
  DealRescinded,
  DeliveryAccepted,
  DisputeOpened,
  DisputeSettled,
  FilmAcquired,
  LongFormExecuted,
  RightsReverted,
} from './deals';
import type { EstimatesSet, MandateEnded, MandateGranted } from './mandate';
import type {
  ApprovalRequested,
  OfferAccepted,
  OfferApproved,
  OfferCountered,
  OfferDeclined,
  OfferKeptConfidential,
  OfferLapsed,
  OfferMade,
  OfferRaised,
  OfferWithdrawn,
  ReservationReleased,
} from './offers';
import type { AwardWon, FilmScreened, FilmSelected, OvationReceived, ReviewPublished } from './reception';
import type { EntryCorrected, EntryRetracted, EvidenceAttached, NoteTaken } from './record';
import type { FilmReleased, ReleaseDated } from './release';
import type { FilmDetailsAmended, FilmRegistered, FilmReinstated, FilmWithdrawn } from './title';

/** Every event of a film's stream, by its name in the code. Stored names are in the codec and never change. */
export interface FilmFacts {
  FilmRegistered: FilmRegistered;
  FilmDetailsAmended: FilmDetailsAmended;
  FilmWithdrawn: FilmWithdrawn;
  FilmReinstated: FilmReinstated;
  MandateGranted: MandateGranted;
  MandateEnded: MandateEnded;
  EstimatesSet: EstimatesSet;
  FilmSelected: FilmSelected;
  FilmScreened: FilmScreened;
  OvationReceived: OvationReceived;
  ReviewPublished: ReviewPublished;
  AwardWon: AwardWon;
  InterestExpressed: InterestExpressed;
  BuyerPassed: BuyerPassed;
  NegotiationEntered: NegotiationEntered;
  OfferMade: OfferMade;
  OfferRaised: OfferRaised;
  OfferCountered: OfferCountered;
  ApprovalRequested: ApprovalRequested;
  OfferApproved: OfferApproved;
  OfferKeptConfidential: OfferKeptConfidential;
  OfferAccepted: OfferAccepted;
  OfferDeclined: OfferDeclined;
  OfferWithdrawn: OfferWithdrawn;
  OfferLapsed: OfferLapsed;
  ReservationReleased: ReservationReleased;
  FilmAcquired: FilmAcquired;
  LongFormExecuted: LongFormExecuted;
  DealAmended: DealAmended;
  DealRescinded: DealRescinded;
  RightsReverted: RightsReverted;
  DeliveryAccepted: DeliveryAccepted;
  DisputeOpened: DisputeOpened;
  DisputeSettled: DisputeSettled;
  ReleaseDated: ReleaseDated;
  FilmReleased: FilmReleased;
  NoteTaken: NoteTaken;
  EntryCorrected: EntryCorrected;
  EntryRetracted: EntryRetracted;
  EvidenceAttached: EvidenceAttached;
}

export type FilmEventType = keyof FilmFacts;
