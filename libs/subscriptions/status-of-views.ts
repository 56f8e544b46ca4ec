import type { Position } from '#event-store';
import { countDeadLetters } from '#read-store';
import { positionOf } from './apply-events';
import type { ViewLimits } from './limits';
import type { Shown } from './show-view';
import type { ViewStatus, ViewSupervision } from './supervisor';

/** A view, and what queries see of it. */
export interface ShownView {
  readonly view: string;
  readonly shown: Shown;
}

/** Where each view stands, with its lag and its dead letters. */
export const statusOfViews = async (
  { store, readStore, log }: Pick<ViewSupervision, 'store' | 'readStore' | 'log'>,
  { maxCountedLag }: ViewLimits,
  views: readonly ShownView[],
): Promise<readonly ViewStatus[]> => {
  const lags = new Map<Position, Promise<number>>();
  const lagBehind = async (after: Position): Promise<number> => {
    const behind: string[] = [];
    for await (const { id } of store.readAll({ after, limit: maxCountedLag })) behind.push(id);
    return behind.length;
  };
  // What cannot be counted just now is left out: the rest of a status is wanted most when something is wrong.
  const orNothing = <T>(figure: Promise<T>): Promise<T | undefined> =>
    figure.catch((error: unknown) => {
      log.warn({ err: error }, 'A figure of the status of views is missing.');
      return undefined;
    });
  const letters = await orNothing(countDeadLetters(readStore.bookkeeping));
  return Promise.all(
    views.map(async ({ view, shown }): Promise<ViewStatus> => {
      const { generation, condition, error, building } = shown;
      const position = positionOf(generation);
      const counting = lags.get(position) ?? lagBehind(position);
      lags.set(position, counting);
      const lag = await orNothing(counting);
      const lastEventAt = generation.checkpoint.last?.recordedAt;
      return {
        view,
        version: generation.version,
        status: condition,
        position,
        events: generation.checkpoint.events,
        ...(lag !== undefined && { lag }),
        ...(letters && { deadLetters: letters.get(view) ?? 0 }),
        ...(lastEventAt !== undefined && { lastEventAt }),
        ...(error !== undefined && { error }),
        ...(building && { building }),
      };
    }),
  );
};
