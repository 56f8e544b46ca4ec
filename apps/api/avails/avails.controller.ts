import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fileOfFilm, fileOfSlate } from '#acquisition/files';
import type { FilmAvails, SlateAvails } from '#acquisition/views';
import { FilmAvailsQuery, SlateAvailsQuery, SlateBlocksQuery } from '#acquisition/views';
import { Showings } from '../disclosures/showings';
import { Described } from '../http/described';
import { linkNext } from '../http/page-link';
import { givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';
import { sendFile } from '../http/send-file';
import { invalidInput } from '../problems/problem';
import { FilmAvailsParameters, SlateAvailsParameters, askedRights } from './avails.parameters';

/** What is free, where, until when, and why not. */
@Controller('api')
export class AvailsController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(Showings) private readonly showings: Showings,
  ) {}

  @Get('films/:film/avails')
  @Performs('avails:read')
  @Described({
    title: 'Avails of a film',
    summary: 'What is free of one film, in which days, and why the rest is not, now or at a moment on both clocks.',
    area: 'A film',
    parameters: FilmAvailsParameters,
    answer: 'FilmAvails',
    files: true,
    problems: [404],
  })
  async filmAvails(
    @Param('film') film: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FilmAvails | Buffer> {
    const { languages, asOf, knownAt, format, ...rights } = readParameters(FilmAvailsParameters, query);
    const spoken = languages?.split(',').map((code) => code.trim());
    const asked = { film, ...askedRights(rights), ...givenOnly({ asOf, knownAt, languages: spoken }) };
    const avails = await this.bus.execute(new FilmAvailsQuery(asked));
    if (format === undefined) return avails;
    await this.showings.text(request, JSON.stringify(avails), { asOf, knownAt });
    return sendFile(reply, await fileOfFilm(format, avails));
  }

  @Get('avails')
  @Performs('avails:read')
  @Described({
    title: 'Avails',
    summary: 'Films of which rights are free, in order of title, now or at a moment on both clocks.',
    area: 'The slate',
    parameters: SlateAvailsParameters,
    answer: 'SlateAvails',
    files: true,
  })
  async avails(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SlateAvails | Buffer> {
    const { asOf, knownAt, exclusive, part, format, limit, cursor, ...rights } = readParameters(
      SlateAvailsParameters,
      query,
    );
    const free = exclusive === undefined ? {} : { exclusive: exclusive === 'true' };
    const asked = { ...askedRights(rights), ...free, ...givenOnly({ asOf, knownAt, part }) };
    if (format === undefined) {
      const page = await this.bus.execute(new SlateAvailsQuery({ ...asked, ...givenOnly({ limit, cursor }) }));
      return linkNext(request, reply, page);
    }
    const pages = Object.keys(givenOnly({ limit, cursor }));
    if (pages.length > 0)
      throw invalidInput(pages.map((field) => ({ field, message: 'goes with no format: a file holds every film' })));
    const blocks = await this.bus.execute(new SlateBlocksQuery(asked));
    await this.showings.text(request, JSON.stringify(blocks), { asOf, knownAt });
    return sendFile(reply, await fileOfSlate(format, blocks));
  }
}
