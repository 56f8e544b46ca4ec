import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FieldProblem, FilmEventType } from '#acquisition/domain';
import { AcquireFilm } from './acquire-film';
import { AmendFilmDetails } from './amend-film-details';
import { DateRelease } from './date-release';
import { EnterNegotiation } from './enter-negotiation';
import { GrantMandate } from './grant-mandate';
import { MakeOffer } from './make-offer';
import { RecordAward } from './record-award';
import { RecordInterest } from './record-interest';
import { RecordOvation } from './record-ovation';
import { RecordPass } from './record-pass';
import { RecordRelease } from './record-release';
import { RecordReview } from './record-review';
import { RecordScreening } from './record-screening';
import { RecordSelection } from './record-selection';
import { RegisterFilm } from './register-film';
import { TakeNote } from './take-note';

/** The command that an entry with fields of its own was made by. */
const MADE_BY: Partial<Record<FilmEventType, { readonly declaration: { readonly details: new () => object } }>> = {
  FilmRegistered: RegisterFilm,
  FilmDetailsAmended: AmendFilmDetails,
  MandateGranted: GrantMandate,
  FilmSelected: RecordSelection,
  FilmScreened: RecordScreening,
  OvationReceived: RecordOvation,
  ReviewPublished: RecordReview,
  AwardWon: RecordAward,
  InterestExpressed: RecordInterest,
  BuyerPassed: RecordPass,
  NegotiationEntered: EnterNegotiation,
  OfferMade: MakeOffer,
  FilmAcquired: AcquireFilm,
  ReleaseDated: DateRelease,
  FilmReleased: RecordRelease,
  NoteTaken: TakeNote,
};

/** Fields that the rule has read by now, and put into another form. */
const READ = new Set(['rights', 'terms', 'releaseOn', 'evidence']);

/** What is wrong with the right values of an entry of `type`: they are held to the bounds of the form it was made with. */
export function correctedFieldProblems(
  type: FilmEventType,
  changes: Readonly<Record<string, unknown>>,
): readonly FieldProblem[] {
  const made = MADE_BY[type];
  if (made === undefined) return [];
  const given = Object.entries(changes).filter(([field, value]) => value !== null && !READ.has(field));
  const form = plainToInstance(made.declaration.details, Object.fromEntries(given));
  return validateSync(form, { skipMissingProperties: true }).map(({ property, constraints = {} }) => ({
    field: `changes.${property}`,
    message: Object.values(constraints)
      .map((message) => message.replace(`${property} `, ''))
      .join(', '),
  }));
}
