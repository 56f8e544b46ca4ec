import { walkThrough } from './support/walkthrough';

walkThrough('how-to/sell-territory-by-territory.md');
