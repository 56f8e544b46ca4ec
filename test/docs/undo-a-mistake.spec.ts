import { walkThrough } from './support/walkthrough';

walkThrough('how-to/undo-a-mistake.md');
