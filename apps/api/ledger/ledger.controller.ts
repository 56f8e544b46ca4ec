import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import { Flag, Name, Whole } from '#acquisition/commands';
import { EventQuery } from '#acquisition/views';
import type { ConsistencyProof, InclusionProof, LedgerRecord, RotationNote } from '#ledger';
import { LedgerError, proveConsistency, readingTree, rootOf, rotateKey, signNow, writeVerifier } from '#ledger';
import { Described } from '../http/described';
import { QueryParameters } from '../http/parameters';
import { Performs } from '../http/performs';
import { readInput, readParameters } from '../http/read-input';
import { STORES, type WritingStores } from '../stores-token';
import { isFollowed, proveEvent } from './prove-event';

const area = 'The ledger';
const LARGEST = Number.MAX_SAFE_INTEGER;

const Size =
  (description: string, optional: boolean): PropertyDecorator =>
  (target, key) => {
    Type(() => Number)(target, key);
    Whole(description, 0, LARGEST, { optional })(target, key);
  };

export class InclusionParameters extends QueryParameters {
  @Name('Id of the event.')
  event!: string;

  @Size('Size of the tree that it is to be proven in, such as that of a checkpoint. Default: as it is now.', true)
  size?: number;
}

export class ConsistencyParameters extends QueryParameters {
  @Size('The older size, such as that of a checkpoint that was kept.', false)
  from!: number;

  @Size('The newer size. Default: as it is now.', true)
  to?: number;
}

export class RotateKeyBody {
  @Flag('`true` when the old key is lost, so that it cannot confirm the new one. Every verification will say so.', {
    optional: true,
  })
  isLost?: boolean;
}

/** A checkpoint as it is shown. */
export interface CheckpointShown {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly note: string;
}

export interface LedgerShown {
  /** Which log it is: the first line of its checkpoints. */
  readonly origin: string;
  /** Public keys, the current one last. */
  readonly keys: readonly string[];
  /** How it came from one key to the next: notes that the key before has signed. */
  readonly rotations: readonly RotationNote[];
  /** Events in the tree now. */
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** The last one that was signed. */
  readonly checkpoint: CheckpointShown | null;
}

/** Proof that nothing was altered. */
@Controller('api/ledger')
export class LedgerController {
  constructor(
    @Inject(STORES) private readonly stores: WritingStores,
    @Inject(QueryBus) private readonly bus: QueryBus,
  ) {}

  @Get()
  @Performs('ledger:read')
  @Described({
    title: 'Ledger',
    summary: 'Which log this is, the keys that sign for it, its tree as it is now, and its last checkpoint.',
    area,
    parameters: QueryParameters,
    answer: 'Ledger',
    problems: [404],
  })
  async ledger(@Query() query: unknown): Promise<LedgerShown> {
    readParameters(QueryParameters, query);
    return this.shown(await this.record());
  }

  @Get('checkpoint')
  @Performs('ledger:read')
  @Described({
    title: 'Checkpoint',
    summary: 'The last signed checkpoint, as text to keep: a signed note (C2SP) of the log, its size, and its root.',
    area,
    parameters: QueryParameters,
    answer: 'SignedNote',
    problems: [404],
  })
  async checkpoint(@Query() query: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    readParameters(QueryParameters, query);
    const { checkpoint } = await this.record();
    if (checkpoint === undefined)
      throw new LedgerError('not-found', 'No checkpoint is signed yet: sign one, or ask later.');
    void reply.type('text/plain; charset=utf-8');
    return checkpoint.note;
  }

  @Get('proof/inclusion')
  @Performs('ledger:read')
  @Described({
    title: 'Proof of inclusion',
    summary: 'What proves, to whoever has a checkpoint, that an event is in the log as it is (RFC 9162).',
    area,
    parameters: InclusionParameters,
    answer: 'InclusionProof',
    problems: [404, 409],
  })
  async inclusion(@Query() query: unknown): Promise<InclusionProof> {
    const { event, size } = readParameters(InclusionParameters, query);
    return proveEvent(this.stores, await this.bus.execute(new EventQuery({ eventId: event })), size);
  }

  @Get('proof/consistency')
  @Performs('ledger:read')
  @Described({
    title: 'Proof of consistency',
    summary: 'What proves, to whoever has an older checkpoint, that the log has only grown since (RFC 9162).',
    area,
    parameters: ConsistencyParameters,
    answer: 'ConsistencyProof',
    problems: [404],
  })
  consistency(@Query() query: unknown): ConsistencyProof {
    const { from, to } = readParameters(ConsistencyParameters, query);
    return proveConsistency(this.stores.ledger.folder, from, to);
  }

  @Post('checkpoints')
  @HttpCode(201)
  @Performs('ledger:sign')
  @Described({
    title: 'Sign checkpoint',
    summary: 'Signs and records a checkpoint of all that is recorded, now.',
    area,
    status: 201,
    answer: 'CheckpointShown',
    problems: [404, 409],
  })
  async sign(): Promise<CheckpointShown> {
    const { store, ledger } = this.stores;
    const { status, error = '' } = ledger.keeping.status();
    if (status === 'stopped') throw new LedgerError('altered', `Nothing is signed any more. ${error}`);
    const head = await store.head();
    if (!(await isFollowed(ledger, head))) {
      throw new LedgerError('not-found', 'The ledger has not followed the log to its end yet: try again in a moment.');
    }
    for (;;) {
      const record = await this.record();
      const { size } = readingTree(ledger.folder, (tree) => ({ size: tree.size }));
      // The checkpoint itself is one more.
      if (record.checkpoint !== undefined && record.checkpoint.size >= size - 1)
        return shownCheckpoint(record.checkpoint);
      await signNow({ store, folder: ledger.folder, keys: ledger.keys }, record);
      const signed = (await this.record()).checkpoint;
      if (signed !== undefined && signed.size >= size) return shownCheckpoint(signed);
    }
  }

  @Post('keys')
  @HttpCode(201)
  @Performs('ledger:rotate-key')
  @Described({
    title: 'Rotate key',
    summary: 'Makes a new key, lets the old one confirm it, and signs with the new one from now on.',
    area,
    body: RotateKeyBody,
    example: {},
    status: 201,
    answer: 'Ledger',
    problems: [404, 409],
  })
  async rotate(@Body() body: unknown): Promise<LedgerShown> {
    const { isLost = false } = readInput(RotateKeyBody, body);
    await rotateKey(this.stores.store, this.stores.ledger.keys, isLost);
    // So that whoever is told the new key has something that it signed.
    await this.sign();
    return this.shown(await this.record());
  }

  private async record(): Promise<LedgerRecord> {
    const record = await this.stores.ledger.read();
    if (record === undefined)
      throw new LedgerError('not-found', 'No ledger is begun in this log: start the server anew.');
    return record;
  }

  private shown({ origin, keys, rotations, checkpoint }: LedgerRecord): LedgerShown {
    const head = readingTree(this.stores.ledger.folder, ({ size, subtree }) => ({
      size,
      root: rootOf(subtree, size).toString('hex'),
    }));
    return {
      origin,
      keys: keys.map(writeVerifier),
      rotations,
      ...head,
      checkpoint: checkpoint === undefined ? null : shownCheckpoint(checkpoint),
    };
  }
}

const shownCheckpoint = ({ size, root, note }: CheckpointShown): CheckpointShown => ({ size, root, note });
