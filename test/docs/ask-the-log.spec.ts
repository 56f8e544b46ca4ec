import { walkThrough } from './support/walkthrough';

walkThrough('how-to/ask-the-log.md');
