import { walkThrough } from './support/walkthrough';

walkThrough('how-to/verbal-yes-to-long-form.md');
