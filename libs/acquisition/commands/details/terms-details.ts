import { CurrencyField, DayField, DigestField, Name, Names, Part, Parts, Quantity, Text, Whole } from './fields';

/** A sum: `minor` and `currency`, or `words`. */
export class AmountDetails {
  @Whole('Whole minor units: 150000000 is 1.5 million dollars.', 0, Number.MAX_SAFE_INTEGER, { optional: true })
  minor?: number;

  @CurrencyField('ISO 4217 code.', { optional: true })
  currency?: string;

  @Name('As it was told: `low seven figures`.', { optional: true })
  words?: string;
}

/** A sum that is due when the box office reaches another. */
export class BumpDetails {
  @Part('The box office to reach.', () => AmountDetails)
  boxOffice!: AmountDetails;

  @Part('The sum then due.', () => AmountDetails)
  pays!: AmountDetails;
}

/** What a buyer would pay and do. */
export class TermsDetails {
  @Part('Minimum guarantee. Default: not known.', () => AmountDetails, { optional: true })
  guarantee?: AmountDetails;

  @Parts('Bonuses that are due whatever happens.', () => AmountDetails, { optional: true })
  guaranteedBonuses?: AmountDetails[];

  @Parts('Bonuses that depend on the box office.', () => BumpDetails, { optional: true })
  boxOfficeBumps?: BumpDetails[];

  @Quantity('Participation in the gross, in percent.', 0, 100, { optional: true })
  grossPoints?: number;

  @Part('Prints and advertising the buyer commits to spend.', () => AmountDetails, { optional: true })
  pAndACommitment?: AmountDetails;

  @Whole('Screens guaranteed.', 0, 1_000_000, { optional: true })
  guaranteedScreens?: number;

  @Whole('Days of exclusive theatrical run guaranteed.', 0, 36_500, { optional: true })
  guaranteedDays?: number;

  @Quantity('Length of the licence in years.', 0, 1_000, { optional: true })
  licenceYears?: number;

  @DayField('Day of delivery.', { optional: true })
  deliveryOn?: string;

  @Names('Conditions, one each.', { optional: true })
  conditions?: string[];

  @Text('Terms told in words only.', { optional: true })
  words?: string;
}

/** A signed paper. */
export class EvidenceDetails {
  @Name('Name of the file.')
  name!: string;

  @DigestField('SHA-256 of the file.')
  sha256!: string;
}

export const Terms = (description: string): PropertyDecorator => Part(description, () => TermsDetails);
export const OptionalTerms = (description: string): PropertyDecorator =>
  Part(description, () => TermsDetails, { optional: true });
export const OptionalEvidence = (description: string): PropertyDecorator =>
  Part(description, () => EvidenceDetails, { optional: true });
