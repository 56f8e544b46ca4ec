import { walkThrough } from './walkthrough';

walkThrough('tutorial/k-pops.md');
