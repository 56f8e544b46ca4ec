import fc from 'fast-check';
import { endOfDay } from '.';

const ZONES = ['UTC', 'America/Toronto', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Pacific/Apia', 'Australia/Lord_Howe'];

const calendarOf = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instant: string) => format.format(new Date(instant));
};

it('finds the last moment of any day in any zone', () => {
  const calendars = new Map(ZONES.map((zone) => [zone, calendarOf(zone)]));
  const instants = fc.integer({ min: Date.parse('1990-01-01T00:00:00Z'), max: Date.parse('2040-01-01T00:00:00Z') });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), instants, (zone, milliseconds) => {
      const dayOf = calendars.get(zone) ?? (() => '');
      const day = dayOf(new Date(milliseconds).toISOString());
      const end = endOfDay(day, dayOf);
      expect(dayOf(end)).toBe(day);
      expect(dayOf(new Date(Date.parse(end) + 1).toISOString()) > day).toBe(true);
    }),
  );
});

it.each(['UTC', 'America/Toronto', 'Pacific/Kiritimati'])('has an end of the last day that there is: %s', (zone) => {
  expect(endOfDay('9999-12-31', calendarOf(zone)).slice(0, 10)).toBe('9999-12-31');
});
