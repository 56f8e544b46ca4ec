import { walkThrough } from './support/walkthrough';

walkThrough('how-to/receive-webhooks.md');
