import { walkThrough } from './support/walkthrough';

walkThrough('how-to/attach-evidence.md');
