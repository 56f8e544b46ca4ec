import type { NoteTaken } from '../events';
import type { Rule } from './decision';
import { record } from './decision';

/** Keeps a fact that has no event of its own, in words. */
export const takeNote: Rule<NoteTaken> = (_film, { text }) => record('NoteTaken', { text });
