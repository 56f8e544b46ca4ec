import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MergeBody, MergeBuyers, SeparateBuyers, SeparationBody } from '#acquisition/commands';
import { BuyerNameQuery } from '#acquisition/views';
import type { Recorded } from '#event-store';
import type { ActingUser } from '../films/acting-user';
import { ACTING_USER, contextOf } from '../films/acting-user';
import type { RecordedOnStream } from '../films/recorded-answer';
import { answerOnStream } from '../films/recorded-answer';
import { DescribedCommand } from '../http/described-command';
import { Performs } from '../http/performs';
import { readInput } from '../http/read-input';

const merge = MergeBuyers.declaration;
const separate = SeparateBuyers.declaration;

/** Which names are of one buyer. */
@Controller('api/buyers/:buyer')
export class BuyerCommandsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(ACTING_USER) private readonly actingUser: ActingUser,
  ) {}

  @Post('merge')
  @Performs(merge.action)
  @DescribedCommand(merge, [404, 409, 412, 422])
  async mergeBuyers(
    @Param('buyer') buyer: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedOnStream> {
    const body = readInput(MergeBody, request.body);
    const details = Object.assign(body, { buyer: await this.nameOf(buyer), into: await this.nameOf(body.into) });
    const command = new MergeBuyers(details, contextOf(request, this.actingUser));
    return answerOnStream(reply, await this.commands.execute<MergeBuyers, Recorded>(command));
  }

  @Post('separate')
  @Performs(separate.action)
  @DescribedCommand(separate, [404, 409, 412, 422])
  async separateBuyers(
    @Param('buyer') buyer: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedOnStream> {
    const details = Object.assign(readInput(SeparationBody, request.body), { buyer });
    const command = new SeparateBuyers(details, contextOf(request, this.actingUser));
    return answerOnStream(reply, await this.commands.execute<SeparateBuyers, Recorded>(command));
  }

  /** As it was recorded. A name that nobody ever had is most likely misspelled. */
  private nameOf(buyer: string): Promise<string> {
    return this.queries.execute(new BuyerNameQuery({ buyer }));
  }
}
