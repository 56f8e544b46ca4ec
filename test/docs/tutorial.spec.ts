import { walkThrough } from './support/walkthrough';

walkThrough('tutorial/k-pops.md');
