import { walkThrough } from './support/walkthrough';

walkThrough('tutorial/audit.md');
