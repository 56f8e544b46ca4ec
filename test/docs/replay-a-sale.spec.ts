import { walkThrough } from './support/walkthrough';

walkThrough('how-to/replay-a-sale.md');
