import { Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsOptional, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { FastifyRequest } from 'fastify';
import { Flag, MAX_ITEMS, Name } from '#acquisition/commands';
import { readCheckpoint, readVerifier } from '#ledger';
import { Described } from '../http/described';
import { QueryParameters } from '../http/parameters';
import { Performs } from '../http/performs';
import { readInput, readParameters } from '../http/read-input';
import type { VerificationStatus } from '../ledger/verification';
import { Problem } from '../problems/problem';
import { STORES, type WritingStores } from '../stores-token';

const area = 'Audit';

export class VerifyBody {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_ITEMS)
  @IsString({ each: true })
  @JSONSchema({
    description: 'Checkpoints that were kept elsewhere, each the whole text of a signed note.',
    type: 'array',
    items: { type: 'string' },
  })
  against?: string[];

  @Name('The public key of this log, where it is not to be taken from the log.', { optional: true })
  key?: string;

  @Flag('`true` for what came since the last verified checkpoint alone. Default: everything.', { optional: true })
  isQuick?: boolean;

  @Flag('`false` leaves out whether the views are what the events make. Default: `true`.', { optional: true })
  views?: boolean;
}

/** Reads everything again, and says what was done to it. */
@Controller('api/audit/verify')
export class VerifyController {
  constructor(@Inject(STORES) private readonly stores: WritingStores) {}

  @Post()
  @HttpCode(202)
  @Performs('audit:verify')
  @Described({
    title: 'Verify',
    summary: 'Begins to read the whole log again and to look for whatever was altered; ask for how far it is with GET.',
    area,
    body: VerifyBody,
    example: {},
    status: 202,
    answer: 'Verification',
    problems: [409],
  })
  verify(@Req() request: FastifyRequest): VerificationStatus {
    const { against = [], key, isQuick = false, views = !isQuick } = readInput(VerifyBody, request.body);
    for (const note of against) readCheckpoint(note);
    if (key !== undefined) readVerifier(key);
    const { verification, viewsToVerify, evidenceToVerify } = this.stores.ledger;
    if (verification.isRunning()) {
      const message =
        'A verification is under way: ask how far it is with GET, and begin another one once it has ended.';
      throw new Problem(409, 'verification-running', message);
    }
    void verification.start({
      isQuick,
      ...(isQuick ? {} : { evidence: evidenceToVerify }),
      against: against.map((note, index) => ({ name: `checkpoint ${String(index + 1)}`, note })),
      ...(key === undefined ? {} : { key }),
      ...(views ? { views: viewsToVerify } : {}),
    });
    return verification.status();
  }

  @Get()
  @Performs('audit:read')
  @Described({
    title: 'Verification',
    summary: 'How far the verification is, or what came out of the last one.',
    area,
    parameters: QueryParameters,
    answer: 'Verification',
  })
  status(@Query() query: unknown): VerificationStatus {
    readParameters(QueryParameters, query);
    return this.stores.ledger.verification.status();
  }
}
