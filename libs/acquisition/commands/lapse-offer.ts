import { lapseOffer } from '#acquisition/domain';
import type { LapseCommand } from './lapses';

/** An offer reached its time without an answer. Issued by the offer clock, not by people: see `LapseCommand`. */
export const LapseOffer: LapseCommand = { title: 'Lapse offer', rule: lapseOffer };
