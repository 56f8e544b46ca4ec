import { given, recordAward, recordOvation, recordReview, recordScreening, recordSelection } from '#acquisition/domain';
import { ask } from '#acquisition/importing';
import type { RowMapping } from '../mapped';
import { asNote, recordedAs } from '../mapped';

export const selected: RowMapping = (fields) => {
  const festival = fields.text('festival');
  if (festival === undefined) return asNote('no festival is named');
  return recordedAs(
    ask(recordSelection, { festival, ...given({ section: fields.text('section'), label: fields.text('label') }) }),
  );
};

/** Local time of day, `HH:MM`. */
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export const screened: RowMapping = (fields) => {
  const time = fields.peek('startTime');
  const isTime = typeof time === 'string' && TIME.test(time);
  return recordedAs(
    ask(
      recordScreening,
      given({
        festival: fields.text('festival'),
        section: fields.text('section'),
        venue: fields.text('venue'),
        premiere: fields.text('premiere'),
        audience: fields.text('audience'),
        audienceSize: fields.whole('audienceSize'),
        startTime: isTime ? fields.text('startTime') : undefined,
        delayMinutes: fields.number('delayMinutes'),
      }),
    ),
  );
};

export const ovation: RowMapping = (fields) => {
  const kind = fields.peek('kind');
  if (kind !== 'standing' && kind !== 'seated') return asNote('it is not said whether the house stood');
  fields.take('kind');
  return recordedAs(
    ask(recordOvation, {
      kind,
      minutes: fields.number('minutes') ?? null,
      ...given({
        intensity: fields.text('intensity'),
        festival: fields.text('festival'),
        venue: fields.text('venue'),
        reportedBy: fields.text('reportedBy'),
      }),
    }),
  );
};

export const review: RowMapping = (fields) => {
  const outlet = fields.text('outlet');
  if (outlet === undefined) return asNote('no outlet is named');
  return recordedAs(
    ask(recordReview, { outlet, ...given({ critic: fields.text('critic'), verdict: fields.text('verdict') }) }),
  );
};

export const award: RowMapping = (fields) => {
  const prize = fields.text('award');
  if (prize === undefined) return asNote('no award is named');
  return recordedAs(ask(recordAward, { award: prize, ...given({ festival: fields.text('festival') }) }));
};
