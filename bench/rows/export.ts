import { startChild } from '../measuring/child';
import { inTurns, median, ratioOf } from '../measuring/rounds';
import type { ExportCalls, Exported } from '../programs/export';
import type { Row } from '../row';

const LEAST_PER_SECOND = 100_000;
/** How much more memory may be held later on: a garbage collector does not come at once. */
const FLAT = 1.25;
const MEGABYTE = 1_000_000;

export const exportRow: Row = {
  name: 'export',
  title: 'Export 1,000,000 events to JSON Lines',
  async run({ rounds, slates, folder, say }) {
    const { file, events } = await slates.big();
    const to = folder('export');
    say(`exports ${events.toLocaleString('en')} events`);
    const child = startChild<ExportCalls>('export');
    const exported: Exported[] = [];
    try {
      const measured = await inTurns(rounds, {
        subject: async () => {
          const one = await child.ask('export', { file, events, folder: to });
          exported.push(one);
          return one.perSecond;
        },
        reference: () => child.ask('limit', { file, events }),
      });
      const [early, late] = [exported.map((one) => one.early), exported.map((one) => one.late)];
      return [
        {
          of: 'to a file, with its SHA-256',
          value: median(measured.subject),
          unit: 'events/s',
          reach: { atLeast: LEAST_PER_SECOND },
          note: `${ratioOf(measured.subject, measured.reference).toFixed(2)} of reading and parsing them, which does ${Math.round(median(measured.reference)).toLocaleString('en')}/s`,
        },
        {
          of: 'memory later on',
          value: median(late) / MEGABYTE,
          unit: 'MB',
          reference: { of: 'once warm', value: median(early) / MEGABYTE },
          ratio: ratioOf(late, early),
          reach: { atMost: FLAT },
        },
      ];
    } finally {
      await child.stop();
    }
  },
};
