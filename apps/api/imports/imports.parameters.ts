import { Transform } from 'class-transformer';
import { CurrencyField, Name, Names, OneOf } from '#acquisition/commands';
import { DAY_ORDERS, type DayOrder } from '#acquisition/spreadsheet';

const YES_OR_NO = ['true', 'false'];

export class ImportParameters {
  @OneOf(
    'Says what would be recorded, and how columns are understood, and records nothing. Default: false.',
    YES_OR_NO,
    {
      optional: true,
    },
  )
  dryRun?: 'true' | 'false';

  @Names(
    'What a column of a spreadsheet means: `Column=field`, or `Column=` to ignore it. May be given several times.',
    {
      optional: true,
    },
  )
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  map?: string[];

  @OneOf('Order of day and month of dates such as 09/07/24.', DAY_ORDERS, { optional: true })
  dates?: DayOrder;

  @CurrencyField('Of sums that do not say theirs.', { optional: true })
  currency?: string;

  @Name('The sheet of a workbook. Default: the first that has headers.', { optional: true })
  sheet?: string;

  @OneOf('Registers films that are not on the slate, where their year is given. Default: false.', YES_OR_NO, {
    optional: true,
  })
  register?: 'true' | 'false';

  @Name('Name of the file: stands in the source of every event. Default: upload.', { optional: true })
  file?: string;
}
