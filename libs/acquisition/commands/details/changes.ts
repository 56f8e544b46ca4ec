import { plainToInstance } from 'class-transformer';
import { IsObject, ValidateBy, validateSync } from 'class-validator';
import { AnyFields } from './fields';
import { RightsDetails } from './rights-details';
import { TermsDetails } from './terms-details';

const FORMS: Readonly<Record<string, new () => object>> = { rights: RightsDetails, terms: TermsDetails };

const isWellFormed = (form: new () => object, value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  validateSync(plainToInstance(form, value), { whitelist: true, forbidNonWhitelisted: true }).length === 0;

/** Fields of an entry with their right values. Rights and terms are written as when an entry is made. */
export const Changes =
  (description: string): PropertyDecorator =>
  (target, property) => {
    AnyFields(description, { optional: true })(target, property);
    IsObject()(target, property);
    ValidateBy({
      name: 'isChanges',
      validator: {
        validate: (changes: unknown) =>
          typeof changes === 'object' &&
          changes !== null &&
          Object.entries(changes).every(([field, value]) => {
            const form = FORMS[field];
            return form === undefined || value === null || isWellFormed(form, value);
          }),
        defaultMessage: () => '$property has rights or terms that are not written as when an entry is made',
      },
    })(target, property);
  };
