import type { Type } from '@nestjs/common';
import { filmCommands } from '#acquisition/commands';
import { AdminController } from './admin/admin.controller';
import { AuditController } from './audit/audit.controller';
import { VerifyController } from './audit/verify.controller';
import { ExportController } from './audit/export.controller';
import { AvailsController } from './avails/avails.controller';
import { BuyerCommandsController } from './buyers/buyer-commands.controller';
import { BuyersController } from './buyers/buyers.controller';
import { CheckOfferController } from './films/check-offer.controller';
import { CompareOffersController } from './films/compare-offers.controller';
import { EvidenceController } from './evidence/evidence.controller';
import { DeadlinesController } from './deadlines/deadlines.controller';
import { FestivalsController } from './festivals/festivals.controller';
import { filmCommandsController } from './films/film-commands.controller';
import { FilmController } from './films/film.controller';
import { RegisterFilmController } from './films/register-film.controller';
import { HealthController } from './health/health.controller';
import { ImportsController } from './imports/imports.controller';
import { LedgerController } from './ledger/ledger.controller';
import { OffersController } from './offers/offers.controller';
import { OpenApiController } from './openapi/openapi.controller';
import { PagesController } from './pages/pages.controller';
import { RatesController } from './rates/rates.controller';
import { SlateReplayController } from './slate/slate-replay.controller';
import { SlateController } from './slate/slate.controller';
import { WebhooksController } from './webhooks/webhooks.controller';

/** Everything that the server answers, in the order of the reference. */
export const controllers: readonly Type[] = [
  RegisterFilmController,
  filmCommandsController(filmCommands),
  CheckOfferController,
  CompareOffersController,
  FilmController,
  EvidenceController,
  SlateController,
  SlateReplayController,
  OffersController,
  AvailsController,
  DeadlinesController,
  BuyersController,
  BuyerCommandsController,
  FestivalsController,
  RatesController,
  ImportsController,
  AuditController,
  VerifyController,
  LedgerController,
  ExportController,
  AdminController,
  WebhooksController,
  HealthController,
  OpenApiController,
  PagesController,
];
