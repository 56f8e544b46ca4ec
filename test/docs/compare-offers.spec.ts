import { walkThrough } from './walkthrough';

walkThrough('how-to/compare-offers.md');
