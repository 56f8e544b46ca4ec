import type { Type } from '@nestjs/common';
import { filmCommands } from '#acquisition/commands';
import { AdminController } from './admin/admin.controller';
import { AuditController } from './audit/audit.controller';
import { CheckOfferController } from './films/check-offer.controller';
import { filmCommandsController } from './films/film-commands.controller';
import { FilmController } from './films/film.controller';
import { RegisterFilmController } from './films/register-film.controller';
import { HealthController } from './health/health.controller';
import { ImportsController } from './imports/imports.controller';
import { OffersController } from './offers/offers.controller';
import { OpenApiController } from './openapi/openapi.controller';
import { PagesController } from './pages/pages.controller';
import { SlateController } from './slate/slate.controller';

/** Everything that the server answers, in the order of the reference. */
export const controllers: readonly Type[] = [
  RegisterFilmController,
  filmCommandsController(filmCommands),
  CheckOfferController,
  FilmController,
  SlateController,
  OffersController,
  ImportsController,
  AuditController,
  AdminController,
  HealthController,
  OpenApiController,
  PagesController,
];
