const MS_PER_DAY = 86_400_000;

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const THREE_DIGITS = Array.from({ length: 1_000 }, (_, number) => String(number).padStart(3, '0'));

/**
 * Milliseconds since 1970 as ISO 8601, UTC. Events of one day come in runs, so the date is kept from one to the next, and
 * the time of day is put together: this is called for every event read.
 */
export function createInstantFormat(): (milliseconds: number) => string {
  let day = Number.NaN;
  let date = '';
  return (milliseconds) => {
    const current = Math.floor(milliseconds / MS_PER_DAY);
    if (current !== day) {
      day = current;
      date = new Date(current * MS_PER_DAY).toISOString().slice(0, 11);
    }
    const ofDay = milliseconds - current * MS_PER_DAY;
    const seconds = Math.floor(ofDay / 1_000);
    const minutes = Math.floor(seconds / 60);
    const [hour, minute] = [TWO_DIGITS[Math.floor(minutes / 60)], TWO_DIGITS[minutes % 60]];
    return `${date}${String(hour)}:${String(minute)}:${String(TWO_DIGITS[seconds % 60])}.${String(THREE_DIGITS[ofDay % 1_000])}Z`;
  };
}
