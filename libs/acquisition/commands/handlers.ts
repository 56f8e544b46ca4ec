import type { Type } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CommandHandler } from '@nestjs/cqrs';
import type { Recorded } from '#event-store';
import type { CommandOnFilm, FilmCommandType } from './film-command';
import type { RecordedOnFilm } from './film-recorder';
import type { EntryDetails } from './details';
import { FilmRecorder } from './film-recorder';
import type { CommandOnMarket, MarketCommandType } from './market-command';
import { MarketRecorder } from './market-recorder';
import { RegisterFilm } from './register-film';

/** The handler of a command on a film. All of them do the same: what differs is in the command's declaration. */
export function handlerOf(command: FilmCommandType): Type<ICommandHandler> {
  @CommandHandler(command)
  @Injectable()
  class RecordsOnFilm implements ICommandHandler<CommandOnFilm, RecordedOnFilm> {
    constructor(@Inject(FilmRecorder) private readonly recorder: FilmRecorder) {}

    execute(asked: CommandOnFilm): Promise<RecordedOnFilm> {
      return this.recorder.record(command.declaration, asked);
    }
  }
  return RecordsOnFilm;
}

@CommandHandler(RegisterFilm)
@Injectable()
export class RegisterFilmHandler implements ICommandHandler<RegisterFilm, RecordedOnFilm> {
  constructor(@Inject(FilmRecorder) private readonly recorder: FilmRecorder) {}

  execute(asked: RegisterFilm): Promise<RecordedOnFilm> {
    return this.recorder.register(asked);
  }
}

/** The handler of a command about the market. */
export function marketHandlerOf<State, Details extends EntryDetails>(
  command: MarketCommandType<State, Details>,
): Type<ICommandHandler> {
  @CommandHandler(command)
  @Injectable()
  class RecordsOnMarket implements ICommandHandler<CommandOnMarket<Details>, Recorded> {
    constructor(@Inject(MarketRecorder) private readonly recorder: MarketRecorder) {}

    execute(asked: CommandOnMarket<Details>): Promise<Recorded> {
      return this.recorder.record(command.declaration, asked);
    }
  }
  return RecordsOnMarket;
}
