import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type {
  DealInDossier,
  EntryWithDocuments,
  Explanation,
  FilmDiff,
  OfferInDossier,
  Page,
  ReplayStep,
} from '#acquisition/views';
import {
  DealsOfFilmQuery,
  DiffQuery,
  ExplainQuery,
  FilmQuery,
  HistoryQuery,
  OffersOfFilmQuery,
  ReplayQuery,
} from '#acquisition/views';
import { Described } from '../http/described';
import { linkNext } from '../http/page-link';
import { MomentParameters, givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';
import { Problem } from '../problems/problem';
import { DiffParameters, ExplainParameters, HistoryParameters, ReplayParameters } from './film.parameters';

const area = 'A film';
const problems = [404];

const momentOf = (query: unknown) => {
  const { asOf, knownAt } = readParameters(MomentParameters, query);
  return givenOnly({ asOf, knownAt });
};

/** One film: where it stands, and why. */
@Controller('api/films/:film')
export class FilmController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get()
  @Performs('films:read')
  @Described({
    title: 'Film',
    summary: 'Everything about one film, now or at a moment on both clocks.',
    area,
    parameters: MomentParameters,
    answer: 'Dossier',
    problems,
  })
  async film(
    @Param('film') film: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const { json, version } = await this.bus.execute(new FilmQuery({ film, ...momentOf(query) }));
    if (version !== null) {
      const etag = `"${version}"`;
      void reply.header('etag', etag);
      if (namesTag(request.headers['if-none-match'], etag)) {
        void reply.code(304);
        return undefined;
      }
    }
    // The dossier is kept as JSON: it is sent as it is.
    void reply.type('application/json; charset=utf-8');
    return json;
  }

  @Get('explain')
  @Performs('films:read')
  @Described({
    title: 'Explain',
    summary:
      'Why a film is in its phase, has its share, its sums and its cells: the rules, the entries and the documents they rest on.',
    area,
    parameters: ExplainParameters,
    answer: 'Explanation',
    problems,
  })
  explain(@Param('film') film: string, @Query() query: unknown): Promise<Explanation> {
    const { asOf, knownAt, territories, media, from, to } = readParameters(ExplainParameters, query);
    const asked = givenOnly({ asOf, knownAt, territories, media, from, to });
    return this.bus.execute(new ExplainQuery({ film, ...asked }));
  }

  @Get('history')
  @Performs('films:read')
  @Described({
    title: 'History',
    summary: 'Everything that was recorded of a film, with what was corrected or retracted since.',
    area,
    parameters: HistoryParameters,
    answer: 'Entries',
    problems,
  })
  async history(
    @Param('film') film: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<EntryWithDocuments>> {
    const { direction, asOf, knownAt, limit, cursor, order } = readParameters(HistoryParameters, query);
    const asked = { film, ...givenOnly({ asOf, knownAt, limit, cursor, order }) };
    const descending = direction === 'descending';
    return linkNext(request, reply, await this.bus.execute(new HistoryQuery({ ...asked, descending })));
  }

  @Get('diff')
  @Performs('films:read')
  @Described({
    title: 'Diff',
    summary: 'What changed of a film between two moments, or between two states of knowledge of one, event by event.',
    area,
    parameters: DiffParameters,
    answer: 'FilmDiff',
    problems,
  })
  diff(@Param('film') film: string, @Query() query: unknown): Promise<FilmDiff> {
    const { from, to, knownFrom, knownTo } = readParameters(DiffParameters, query);
    return this.bus.execute(
      new DiffQuery({
        film,
        from: givenOnly({ asOf: from, knownAt: knownFrom }),
        to: givenOnly({ asOf: to, knownAt: knownTo }),
      }),
    );
  }

  @Get('replay')
  @Performs('films:read')
  @Described({
    title: 'Replay',
    summary:
      'A film event by event: where it stood before and after, what changed and by which rule, who recorded it on whose word, and what was put right later.',
    area,
    parameters: ReplayParameters,
    answer: 'ReplaySteps',
    problems,
  })
  async replay(
    @Param('film') film: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<ReplayStep>> {
    const { asOf, knownAt, from, to, limit, cursor } = readParameters(ReplayParameters, query);
    const asked = { film, ...givenOnly({ asOf, knownAt, from, to, limit, cursor }) };
    return linkNext(request, reply, await this.bus.execute(new ReplayQuery(asked)));
  }

  @Get('offers')
  @Performs('offers:read')
  @Described({
    title: 'Offers of a film',
    summary: 'The offers of a film, each with its ladder.',
    area,
    parameters: MomentParameters,
    answer: 'OffersOfFilm',
    problems,
  })
  async offersOfFilm(
    @Param('film') film: string,
    @Query() query: unknown,
  ): Promise<{ readonly items: readonly OfferInDossier[] }> {
    return { items: await this.bus.execute(new OffersOfFilmQuery({ film, ...momentOf(query) })) };
  }

  @Get('offers/:offerId')
  @Performs('offers:read')
  @Described({
    title: 'Offer',
    summary: 'One offer of a film.',
    area,
    parameters: MomentParameters,
    answer: 'Offer',
    problems,
  })
  async offer(
    @Param('film') film: string,
    @Param('offerId') offerId: string,
    @Query() query: unknown,
  ): Promise<OfferInDossier> {
    const { items } = await this.offersOfFilm(film, query);
    const found = items.find((offer) => offer.offerId === offerId.toLowerCase());
    return found ?? notOfFilm('offer', offerId);
  }

  @Get('deals')
  @Performs('deals:read')
  @Described({
    title: 'Deals of a film',
    summary: 'The deals of a film, those that ended too.',
    area,
    parameters: MomentParameters,
    answer: 'DealsOfFilm',
    problems,
  })
  async dealsOfFilm(
    @Param('film') film: string,
    @Query() query: unknown,
  ): Promise<{ readonly items: readonly DealInDossier[] }> {
    return { items: await this.bus.execute(new DealsOfFilmQuery({ film, ...momentOf(query) })) };
  }

  @Get('deals/:dealId')
  @Performs('deals:read')
  @Described({
    title: 'Deal',
    summary: 'One deal of a film.',
    area,
    parameters: MomentParameters,
    answer: 'Deal',
    problems,
  })
  async deal(
    @Param('film') film: string,
    @Param('dealId') dealId: string,
    @Query() query: unknown,
  ): Promise<DealInDossier> {
    const { items } = await this.dealsOfFilm(film, query);
    const found = items.find((deal) => deal.dealId === dealId.toLowerCase());
    return found ?? notOfFilm('deal', dealId);
  }
}

function notOfFilm(kind: 'offer' | 'deal', id: string): never {
  throw new Problem(404, `${kind}-not-found`, `The film has no ${kind} ${id}. Its ${kind}s are listed with it.`);
}

/** Weak comparison (RFC 9110): compressed answers may carry a weak tag. */
const namesTag = (header: string | undefined, etag: string): boolean =>
  header !== undefined && header.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
