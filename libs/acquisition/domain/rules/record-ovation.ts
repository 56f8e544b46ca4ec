import type { OvationReceived } from '../events';
import type { Rule } from './decision';
import { given, record } from './decision';

export type OvationDetails = Omit<OvationReceived, 'minutes'> & { readonly minutes?: number | null };

/** Records what one witness or outlet said of the applause; another one's report is another entry. It decides no phase. */
export const recordOvation: Rule<OvationDetails> = (_film, ovation) => {
  const { kind, intensity, minutes, festival, venue, reportedBy } = ovation;
  return record('OvationReceived', {
    kind,
    minutes: minutes ?? null,
    ...given({ intensity, festival, venue, reportedBy }),
  });
};
