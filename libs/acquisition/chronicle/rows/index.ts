import type { RowMapping } from '../mapped';
import { acquired } from './acquired';
import { interest, negotiating, pass } from './buyers';
import { mandate } from './mandate';
import { counter, offer } from './offers';
import { priceCorrected } from './price-corrected';
import { award, ovation, review, screened, selected } from './reception';
import { released, releaseDateChanged } from './release';
import { rightsReverted } from './rights-reverted';

/** What each type of row is recorded as. A type that is not here is kept as a note. */
export const ROW_MAPPINGS: ReadonlyMap<string, RowMapping> = new Map([
  ['selected', selected],
  ['screened', screened],
  ['ovation', ovation],
  ['review', review],
  ['award', award],
  ['interest', interest],
  ['pass', pass],
  ['negotiating', negotiating],
  ['mandate', mandate],
  ['offer', offer],
  ['counter', counter],
  ['acquired', acquired],
  ['rights_reverted', rightsReverted],
  ['price_corrected', priceCorrected],
  ['release_date_changed', releaseDateChanged],
  ['released', released],
]);
