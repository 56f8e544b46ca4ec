import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Action, RecordedOnFilm } from '#acquisition/commands';
import { FilmBody, RegisterFilm } from '#acquisition/commands';
import { Described } from '../http/described';
import { Performs } from '../http/performs';
import { readInput } from '../http/read-input';
import type { ActingUser } from './acting-user';
import { ACTING_USER, contextOf } from './acting-user';
import type { RecordedAnswer } from './recorded-answer';
import { answerRecorded } from './recorded-answer';

const { action, title, summary, example } = RegisterFilm.declaration;

@Controller('api/films')
export class RegisterFilmController {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(ACTING_USER) private readonly actingUser: ActingUser,
  ) {}

  @Post()
  @Performs(action as Action)
  @Described({
    title,
    summary,
    area: 'What happens to a film',
    body: FilmBody,
    example,
    answer: 'Recorded',
    status: 201,
    problems: [409, 412, 422],
    records: true,
  })
  async registerFilm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedAnswer> {
    const command = new RegisterFilm(readInput(FilmBody, request.body), contextOf(request, this.actingUser));
    const recorded: RecordedOnFilm = await this.bus.execute(command);
    return answerRecorded(reply, recorded);
  }
}
