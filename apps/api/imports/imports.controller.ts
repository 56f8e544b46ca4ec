import type { IncomingHttpHeaders } from 'node:http';
import { Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { importChronicle, readChronicle } from '#acquisition/chronicle';
import type { ImportOptions, ImportReport } from '#acquisition/importing';
import type { SpreadsheetTarget } from '#acquisition/spreadsheet';
import { SPREADSHEET_LIMITS, importSpreadsheet, templateCsv, templateXlsx } from '#acquisition/spreadsheet';
import type { Configuration } from '#configuration';
import type { ActingUser } from '../films/acting-user';
import { ACTING_USER } from '../films/acting-user';
import { readActorHeaders } from '../http/command-headers';
import { Showings } from '../disclosures/showings';
import { Described } from '../http/described';
import { givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';
import { knownFilms } from '../known-films';
import { invalidInput } from '../problems/problem';
import { STORES, type WritingStores } from '../stores-token';
import { CSV_TYPE, SPREADSHEET_TYPES, XLSX_TYPE } from './import-types';
import { ImportParameters } from './imports.parameters';

const area = 'Imports';

/** Names the settings of imports to dependency injection. */
export const IMPORT_SETTINGS = Symbol('settings of imports');
export type ImportSettings = Pick<Configuration, 'importLimit' | 'waitLimit'>;

/** What an import did, and the position that a query may wait for to see it. */
type ImportAnswer = ImportReport & { readonly position: string };

/** Files of others, recorded through the same rules as what is typed. */
@Controller('api/imports')
export class ImportsController {
  constructor(
    @Inject(STORES) private readonly stores: WritingStores,
    @Inject(ACTING_USER) private readonly actor: ActingUser,
    @Inject(IMPORT_SETTINGS) private readonly settings: ImportSettings,
    @Inject(Showings) private readonly showings: Showings,
  ) {}

  @Post()
  @HttpCode(200)
  @Performs('imports:record')
  @Described({
    title: 'Import',
    summary:
      'Imports a spreadsheet of offers and deals, or a chronicle: each film all or nothing, with a report row by row. Importing a file twice adds nothing.',
    area,
    parameters: ImportParameters,
    bodyTypes: [...SPREADSHEET_TYPES, 'application/json'],
    answer: 'ImportReport',
    namesActor: true,
  })
  async importFile(@Req() request: FastifyRequest, @Query() query: unknown): Promise<ImportAnswer> {
    const { dryRun, register, file = 'upload', ...asked } = readParameters(ImportParameters, query);
    const options = { file, dryRun: dryRun === 'true' };
    const { body, headers } = request;
    const target = this.target(headers);
    const report = Buffer.isBuffer(body)
      ? await importSpreadsheet(target, body, {
          ...options,
          ...givenOnly(asked),
          register: register === 'true',
          limits: { ...SPREADSHEET_LIMITS, bytes: this.settings.importLimit },
        })
      : await this.importChronicle(target, body, options);
    return { ...report, position: await this.stores.store.head() };
  }

  @Get('template.xlsx')
  @Performs('imports:record')
  @Described({
    title: 'Template workbook',
    summary: 'A workbook to fill in with offers and deals, with a sheet that explains its columns.',
    area,
    answer: 'Workbook',
  })
  async workbook(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    this.showings.nothing(request);
    void reply.headers(attached(XLSX_TYPE, 'offers.xlsx'));
    return templateXlsx();
  }

  @Get('template.csv')
  @Performs('imports:record')
  @Described({
    title: 'Template as text',
    summary: 'The same as text, with commas between the cells.',
    area,
    answer: 'TextTable',
  })
  text(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.headers(attached(`${CSV_TYPE}; charset=utf-8`, 'offers.csv'));
    return templateCsv();
  }

  private target(headers: IncomingHttpHeaders): SpreadsheetTarget {
    const { store, recorder, clock } = this.stores;
    return {
      store,
      directory: recorder.directory,
      clock,
      actor: { ...this.actor, ...readActorHeaders(headers) },
      slate: () => knownFilms(this.stores, this.settings.waitLimit),
    };
  }

  private importChronicle(target: SpreadsheetTarget, body: unknown, options: ImportOptions): Promise<ImportReport> {
    const chronicle = readChronicle(body ?? '');
    const { films, problem } = chronicle;
    if (problem !== undefined && films.length === 0) throw invalidInput([{ field: 'body', message: problem.message }]);
    return importChronicle(target, chronicle, options);
  }
}

const attached = (type: string, name: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
});
