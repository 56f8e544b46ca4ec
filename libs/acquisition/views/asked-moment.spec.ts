import { readMoment } from './asked-moment';

const calendarOf = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instant: string) => format.format(new Date(instant));
};

describe('the moment that is asked for', () => {
  const NOW = '2024-09-08T03:30:00.000Z';
  const clock = { now: () => NOW, dayOf: calendarOf('America/Toronto') };

  it('is none when nothing is asked', () => {
    expect(readMoment({}, clock)).toBeUndefined();
  });

  it('is the end of a day in the reporting time zone', () => {
    const at = { instant: '2024-09-07T03:59:59.999Z', day: '2024-09-06' };
    expect(readMoment({ asOf: '2024-09-06' }, clock)).toEqual({ asOf: '2024-09-06', knownAt: NOW, at, knowsAll: true });
  });

  it('is no later than now', () => {
    const at = { instant: NOW, day: '2024-09-07' };
    expect(readMoment({ asOf: '2024-09-07' }, clock)).toEqual({ asOf: '2024-09-07', knownAt: NOW, at, knowsAll: true });
    expect(() => readMoment({ asOf: '2024-09-08' }, clock)).toThrow(/asOf: is in the future/);
  });

  it('is a moment in UTC however it is written', () => {
    expect(readMoment({ knownAt: '2024-09-07T22:00:00+02:00' }, clock)).toMatchObject({
      asOf: NOW,
      knownAt: '2024-09-07T20:00:00.000Z',
    });
  });
});
