import { lapseReservation } from '#acquisition/domain';
import type { LapseCommand } from './lapses';

/** A verbal yes reached its time without a signed memo. Issued by the offer clock, not by people: see `LapseCommand`. */
export const LapseReservation: LapseCommand = { title: 'Lapse reservation', rule: lapseReservation };
