/**
 * Milliseconds since 1970 as ISO 8601, UTC. Events of one second come in runs, so the part they share is kept from one
 * to the next: this is called for every event read.
 */
export function createInstantFormat(): (milliseconds: number) => string {
  let second = Number.NaN;
  let upToSecond = '';
  return (milliseconds) => {
    const current = Math.floor(milliseconds / 1000);
    if (current !== second) {
      second = current;
      upToSecond = new Date(current * 1000).toISOString().slice(0, -4);
    }
    return `${upToSecond}${String(milliseconds - current * 1000).padStart(3, '0')}Z`;
  };
}
