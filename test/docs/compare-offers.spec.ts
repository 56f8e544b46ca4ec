import { walkThrough } from './support/walkthrough';

walkThrough('how-to/compare-offers.md');
