import type { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openBundle } from '#acquisition/bundle';
import type { ShownMoment } from '#acquisition/disclosures';
import type { ExportFile } from '#acquisition/exports';
import { EXPORT_TYPES, openExport } from '#acquisition/exports';
import type { QuerySources } from '#acquisition/views';
import { QUERY_SOURCES } from '#acquisition/views';
import { Showings } from '../disclosures/showings';
import { Described } from '../http/described';
import { givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';
import { nameFile, streamed } from '../http/send-file';
import { STORES, type WritingStores } from '../stores-token';
import { BundleParameters, ExportParameters } from './export.parameters';

/** The record, to take away. */
@Controller('api/audit/export')
export class ExportController {
  constructor(
    @Inject(QUERY_SOURCES) private readonly sources: QuerySources,
    @Inject(STORES) private readonly stores: WritingStores,
    @Inject(Showings) private readonly showings: Showings,
  ) {}

  @Get()
  @Performs('audit:export')
  @Described({
    title: 'Export',
    summary:
      'Everything that is recorded, or of one film, as a file: as fast as it is taken, and no longer than somebody takes it.',
    area: 'Audit',
    parameters: ExportParameters,
    answer: 'Export',
    answerTypes: EXPORT_TYPES,
    problems: [404],
  })
  async export(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const { format, film, asOf, knownAt } = readParameters(ExportParameters, query);
    const file = await openExport(this.sources, format, givenOnly({ film, asOf, knownAt }));
    return this.shown(request, reply, file, { film, asOf, knownAt });
  }

  @Get('bundle')
  @Performs('audit:export')
  @Described({
    title: 'Bundle',
    summary:
      'Everything that is recorded, or of one film, in one archive with the documents behind it and the proof that none of it was altered.',
    area: 'Audit',
    parameters: BundleParameters,
    answer: 'Export',
    answerTypes: ['application/zip'],
    problems: [404],
  })
  async bundle(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const { film } = readParameters(BundleParameters, query);
    const { evidence, ledger } = this.stores;
    const from = { sources: this.sources, evidence, treeFolder: ledger.folder };
    const file = await openBundle(from, film === undefined ? {} : { film });
    return this.shown(request, reply, file, { film });
  }

  /** What is exported may have all that is recorded of a film. */
  private async shown(
    request: FastifyRequest,
    reply: FastifyReply,
    file: ExportFile,
    { film, ...moment }: ShownMoment & { readonly film?: string | undefined },
  ): Promise<Readable> {
    const filmId = film === undefined ? undefined : await this.sources.directory.find(film);
    const content = await this.showings.all(request, filmId, moment, file.content);
    nameFile(reply, file);
    return streamed(content);
  }
}
