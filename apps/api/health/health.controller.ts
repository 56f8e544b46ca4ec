import { Controller, Get, Inject, Res } from '@nestjs/common';
import { sql } from 'kysely';
import type { FastifyReply } from 'fastify';
import type { ProcessStatus } from '#subscriptions';
import { Described } from '../http/described';
import { Performs, SEE_SERVER } from '../http/performs';
import { STORES, type WritingStores } from '../stores-token';

const area = 'Health';

export interface Readiness {
  readonly status: 'ready' | 'not ready';
  /** What keeps it from being ready, a sentence each. */
  readonly problems: readonly string[];
  readonly views: readonly { readonly view: string; readonly status: string; readonly lag: number | null }[];
  readonly processes: readonly ProcessStatus[];
}

/** Whether it lives, and whether it can answer. */
@Controller('health')
export class HealthController {
  constructor(@Inject(STORES) private readonly stores: WritingStores) {}

  @Get('live')
  @Performs(SEE_SERVER)
  @Described({ title: 'Live', summary: 'The process is there.', area, answer: 'Live' })
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Performs(SEE_SERVER)
  @Described({
    title: 'Ready',
    summary:
      'Both stores answer, every view is being kept, every process runs, nothing was found altered, the last backup is whole; with the lag of each view.',
    area,
    answer: 'Readiness',
    problems: [503],
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const { store, readStore, views, offerClock, webhooks, ledger, backups } = this.stores;
    const problems: string[] = [];
    const tried = async (name: string, work: Promise<unknown>): Promise<void> => {
      await work.catch((error: unknown) =>
        problems.push(`${name}: ${error instanceof Error ? error.message : 'fails'}`),
      );
    };
    await tried('Event store', store.head());
    await tried('Read store', sql`select 1`.execute(readStore.db));
    const statuses = await views.status();
    for (const { view, status, error } of statuses)
      if (status === 'stopped') problems.push(`View ${view} is stopped: ${error ?? 'see the log'}`);
    const running = [offerClock, webhooks.delivery, ledger.keeping, ledger.signing, ledger.verifying];
    const processes = [...running, ...(backups === undefined ? [] : [backups])].map((each) => each.status());
    for (const { process, status, error } of processes)
      if (status === 'stopped') problems.push(`The ${process} is stopped: ${error ?? 'see the log'}`);
    const alarm = ledger.verification.alarm();
    if (alarm !== undefined) problems.push(`Verification: ${alarm.message}`);
    const trouble = backups?.trouble();
    if (trouble !== undefined) problems.push(`Backup: ${trouble}`);
    if (problems.length > 0) void reply.code(503);
    return {
      status: problems.length === 0 ? 'ready' : 'not ready',
      problems,
      views: statuses.map(({ view, status, lag }) => ({ view, status, lag: lag ?? null })),
      processes,
    };
  }
}
