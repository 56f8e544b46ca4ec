import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EXPORT_TYPES, openExport } from '#acquisition/exports';
import type { QuerySources } from '#acquisition/views';
import { QUERY_SOURCES } from '#acquisition/views';
import { Described } from '../http/described';
import { givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';
import { nameFile } from '../http/send-file';
import { ExportParameters } from './export.parameters';

/** The record, to take away. */
@Controller('api/audit/export')
export class ExportController {
  constructor(@Inject(QUERY_SOURCES) private readonly sources: QuerySources) {}

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
  async export(@Query() query: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    const { format, film, asOf, knownAt } = readParameters(ExportParameters, query);
    const file = await openExport(this.sources, format, givenOnly({ film, asOf, knownAt }));
    nameFile(reply, file);
    // Not of objects: then it would hold so many parts, and not so many bytes.
    return Readable.from(file.content, { objectMode: false, highWaterMark: 64 * 1024 });
  }
}
