import { setTimeout as pause } from 'node:timers/promises';

const BETWEEN_LOOKS_MS = 25;

/**
 * Looks again and again until `look` answers something, and answers that.
 * @throws Error that says what was waited for, after `limitMs`; whatever `look` throws.
 */
export async function until<Found>(
  what: () => string,
  limitMs: number,
  look: () => Promise<Found | undefined>,
): Promise<Found> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Waited ${limitMs} ms in vain: ${what()}`);
    await pause(BETWEEN_LOOKS_MS);
  }
}
