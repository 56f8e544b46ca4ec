import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import {
  DisableWebhook,
  FilmRecorder,
  MarketRecorder,
  MergeBuyers,
  RegisterFilmHandler,
  RegisterWebhook,
  RemoveWebhook,
  ResumeWebhook,
  SeparateBuyers,
  SetRates,
  filmCommands,
  handlerOf,
  marketHandlerOf,
} from '#acquisition/commands';
import { QUERY_SOURCES, queryHandlers, querySources } from '#acquisition/views';
import type { Configuration } from '#configuration';
import { controllers } from './controllers';
import { Showings } from './disclosures/showings';
import { EVIDENCE_SETTINGS } from './evidence/evidence.controller';
import { ACTING_USER } from './films/acting-user';
import { IMPORT_SETTINGS } from './imports/imports.controller';
import { OPENAPI_DOCUMENT, openApiDocument } from './openapi/openapi-document';
import type { WritingStores } from './stores-token';
import { STORES } from './stores-token';

/** Everything that is injected. There is one module: what belongs together is told by folders. */
@Module({})
export class AppModule {
  static of(
    stores: WritingStores,
    showings: Showings,
    {
      user,
      role,
      pageLimit,
      cachedFilms,
      memoDays,
      longFormDays,
      importLimit,
      evidenceLimit,
      waitLimit,
    }: Configuration,
  ): DynamicModule {
    const { store, readStore, evidence, clock, recorder } = stores;
    const sources = querySources({
      store,
      db: readStore.db,
      evidence,
      clock: { now: () => clock.now(), dayOf: (instant) => clock.dayOf(instant) },
      pageLimit,
      cachedFilms,
      recorded: async (filmId) => (await recorder.recorded(filmId))?.film,
      memoDays,
      longFormDays,
    });
    return {
      module: AppModule,
      // Once and nowhere else: another import of it makes a second pair of buses.
      imports: [CqrsModule.forRoot()],
      controllers: [...controllers],
      providers: [
        { provide: STORES, useValue: stores },
        { provide: FilmRecorder, useValue: recorder },
        {
          provide: MarketRecorder,
          useValue: new MarketRecorder({ store, clock, findDocument: (sha256) => evidence.find(sha256) }),
        },
        { provide: Showings, useValue: showings },
        { provide: QUERY_SOURCES, useValue: sources },
        { provide: ACTING_USER, useValue: { user, role } },
        { provide: EVIDENCE_SETTINGS, useValue: { evidenceLimit } },
        { provide: IMPORT_SETTINGS, useValue: { importLimit, waitLimit } },
        { provide: OPENAPI_DOCUMENT, useFactory: () => openApiDocument(controllers) },
        RegisterFilmHandler,
        ...filmCommands.map(handlerOf),
        marketHandlerOf(MergeBuyers),
        marketHandlerOf(SeparateBuyers),
        marketHandlerOf(SetRates),
        marketHandlerOf(RegisterWebhook),
        marketHandlerOf(DisableWebhook),
        marketHandlerOf(ResumeWebhook),
        marketHandlerOf(RemoveWebhook),
        ...queryHandlers(),
      ],
    };
  }
}
