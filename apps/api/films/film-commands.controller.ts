import type { Type } from '@nestjs/common';
import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FilmCommandType, RecordedOnFilm } from '#acquisition/commands';
import { Described } from '../http/described';
import { Performs } from '../http/performs';
import { readInput } from '../http/read-input';
import type { ActingUser } from './acting-user';
import { ACTING_USER, contextOf } from './acting-user';
import type { RecordedAnswer } from './recorded-answer';
import { answerRecorded } from './recorded-answer';

interface Recording {
  readonly bus: CommandBus;
  readonly actingUser: ActingUser;
}

type Handler = (this: Recording, request: FastifyRequest, reply: FastifyReply) => Promise<RecordedAnswer>;

/** What is asked for in the body goes under the ids of the path: they win. */
const handlerOf = (command: FilmCommandType): Handler =>
  async function record(request, reply) {
    const { film = '', ...ids } = request.params as Readonly<Record<string, string>>;
    const details = Object.assign(readInput(command.declaration.details, request.body), ids);
    const context = contextOf(request, this.actingUser);
    const recorded: RecordedOnFilm = await this.bus.execute(new command(film, details, context));
    return answerRecorded(reply, recorded);
  };

function addRoute(controller: Type<Recording>, command: FilmCommandType): void {
  const { path, action, title, summary, details, example } = command.declaration;
  const prototype = controller.prototype as object;
  const name = `${command.name.charAt(0).toLowerCase()}${command.name.slice(1)}`;
  const descriptor = { value: handlerOf(command), writable: true, configurable: true, enumerable: false };
  Object.defineProperty(prototype, name, descriptor);
  Post(path)(prototype, name, descriptor);
  Performs(action)(prototype, name, descriptor);
  const problems = [403, 404, 409, 412, 422];
  Described({
    title,
    summary,
    area: 'What happens to a film',
    body: details,
    example,
    answer: 'Recorded',
    status: 201,
    problems,
    records: true,
  })(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res({ passthrough: true })(prototype, name, 1);
}

/** A route for each command on a film, from its declaration: `POST /api/films/{film}/<path>`. */
export function filmCommandsController(commands: readonly FilmCommandType[]): Type {
  @Controller('api/films/:film')
  class FilmCommandsController implements Recording {
    constructor(
      @Inject(CommandBus) readonly bus: CommandBus,
      @Inject(ACTING_USER) readonly actingUser: ActingUser,
    ) {}
  }
  for (const command of commands) addRoute(FilmCommandsController, command);
  return FilmCommandsController;
}
