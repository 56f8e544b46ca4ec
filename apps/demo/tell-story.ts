import type { Phase } from '#acquisition/domain';
import { DOUBLE_SALE, FILM, STORY } from './story';

/** A step that did not lead where it must. */
export class StoryWentWrong extends Error {
  override readonly name = 'StoryWentWrong';
}

interface Recorded {
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

interface Shown {
  readonly phase: Phase;
  readonly phaseReason: { readonly rule: number; readonly words: string };
}

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/**
 * Tells the story step by step over HTTP, and says after each the phase, why, and the event recorded.
 * @throws StoryWentWrong at the first step that is refused or leads to another phase than it must.
 */
export async function tellStory(server: string, say: (line: string) => void): Promise<void> {
  const films = `${server}/api/films`;
  for (const [index, { says, path, body, phase }] of STORY.entries()) {
    const step = `step ${String(index + 1)} of ${String(STORY.length)}`;
    const answer = await post(`${films}${path}`, body);
    if (!answer.ok) throw new StoryWentWrong(`${step} was refused: ${await answer.text()}`);
    const { position, events } = (await answer.json()) as Recorded;
    const film = await fetch(`${films}/${FILM}`, { headers: { 'at-least': position } });
    if (!film.ok) throw new StoryWentWrong(`${step}: the film cannot be read: ${await film.text()}`);
    const shown = (await film.json()) as Shown;
    const when = String(body['occurredAt']);
    say(`${when}  ${says}`);
    for (const { type, id } of events) say(`            event    ${type} ${id}`);
    say(`            phase    ${shown.phase}`);
    say(`            why      rule ${String(shown.phaseReason.rule)}: ${shown.phaseReason.words}\n`);
    if (shown.phase !== phase) throw new StoryWentWrong(`${step} led to "${shown.phase}", not to "${phase}".`);
  }
}

/** Tries to sell a part twice, and says how that is refused. @throws StoryWentWrong when it is not. */
export async function tryDoubleSale(server: string, say: (line: string) => void): Promise<void> {
  const answer = await post(`${server}/api/films${DOUBLE_SALE.path}`, DOUBLE_SALE.body);
  const problem = (await answer.json()) as { readonly detail?: string };
  if (answer.status !== 409) throw new StoryWentWrong(`A double sale was answered with ${String(answer.status)}.`);
  say(`${DOUBLE_SALE.says}\n            refused  ${problem.detail ?? ''}\n`);
}
