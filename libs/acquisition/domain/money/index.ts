export type { Amount, Currency } from './amount';
export { CURRENCIES, exponentOf, isCurrency } from './currency';
export { amountProblems, exact, fromMajor } from './exact';
export { APPROXIMATELY_PERCENT, amountFromWords } from './amount-words';
export { describeAmount } from './describe-amount';
export { currencyOfMark } from './money-marks';
export { NO_CURRENCY, type Total, totals } from './totals';
export { convertMinor, hasRate, inCurrency, isRate, type RateSet } from './rates';
