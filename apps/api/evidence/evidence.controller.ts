import type { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentKept, DocumentOfFilm, Page } from '#acquisition/views';
import { NamingEntriesQuery, DocumentQuery, DocumentsOfFilmQuery, DocumentsQuery } from '#acquisition/views';
import type { Configuration } from '#configuration';
import type { Put } from '#evidence';
import { EvidenceError } from '#evidence';
import { Showings } from '../disclosures/showings';
import { Described } from '../http/described';
import { linkNext } from '../http/page-link';
import { MomentParameters, givenOnly } from '../http/parameters';
import { Performs } from '../http/performs';
import { readParameters } from '../http/read-input';
import { disposition } from '../http/send-file';
import { Problem } from '../problems/problem';
import { STORES, type WritingStores } from '../stores-token';
import { documentName } from './document-name';
import { DocumentsParameters } from './evidence.parameters';

const area = 'Evidence';

/** Names the settings of evidence to dependency injection. */
export const EVIDENCE_SETTINGS = Symbol('settings of evidence');
export type EvidenceSettings = Pick<Configuration, 'evidenceLimit'>;

/** Whoever shows a document all the same shows no program: it may do nothing, load nothing and be part of nothing. */
const INERT = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Documents: taken in, listed, given back, and never opened. */
@Controller('api')
export class EvidenceController {
  constructor(
    @Inject(STORES) private readonly stores: WritingStores,
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(EVIDENCE_SETTINGS) private readonly settings: EvidenceSettings,
    @Inject(Showings) private readonly showings: Showings,
  ) {}

  @Post('evidence')
  @HttpCode(201)
  @Performs('evidence:upload')
  @Described({
    title: 'Upload document',
    summary:
      'Keeps a document under the SHA-256 of its bytes, for entries to name. The same document again is the same.',
    area,
    bodyTypes: ['application/octet-stream'],
    answer: 'StoredDocument',
    status: 201,
  })
  async upload(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Put> {
    const payload = request.body as Readable | undefined;
    try {
      const { evidenceLimit } = this.settings;
      if (Number(request.headers['content-length'] ?? 0) > evidenceLimit) {
        const message = `A document of more than ${String(evidenceLimit)} bytes is not kept. Nothing of it was kept.`;
        throw new EvidenceError('too-large', message);
      }
      // The connection stays when the reading of it ends early: the answer goes the same way.
      const stored = await this.stores.evidence.put(payload?.iterator({ destroyOnReturn: false }) ?? nothing());
      void reply.header('location', `/api/evidence/${stored.sha256}`);
      return stored;
    } finally {
      payload?.resume();
    }
  }

  @Get('evidence')
  @Performs('evidence:read')
  @Described({
    title: 'Documents',
    summary: 'The documents that are kept, with the entries that name them; those that none names, too.',
    area,
    parameters: DocumentsParameters,
    answer: 'Documents',
  })
  async documents(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<DocumentKept>> {
    const { unnamed, limit, cursor } = readParameters(DocumentsParameters, query);
    return linkNext(request, reply, await this.bus.execute(new DocumentsQuery(givenOnly({ unnamed, limit, cursor }))));
  }

  @Get('evidence/:sha256')
  @Performs('evidence:read')
  @Described({
    title: 'Document',
    summary: 'A document to keep, as it was uploaded; one that was altered since is not given.',
    area,
    answer: 'DocumentFile',
    problems: [404],
  })
  async document(
    @Param('sha256') sha256: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const { state, stored, namedBy } = await this.bus.execute(new DocumentQuery({ sha256: sha256.toLowerCase() }));
    const [first] = namedBy;
    const called = first === undefined ? sha256 : `${first.name} (${sha256})`;
    if (state === 'altered')
      throw new Problem(
        500,
        'document-altered',
        `The document ${called} is not what it was when it was uploaded: restore it.`,
      );
    await this.showings.text(request, (await this.bus.execute(new NamingEntriesQuery({ sha256 }))).join(' '));
    const opened = stored === undefined ? undefined : await this.stores.evidence.open(stored.sha256);
    if (stored === undefined || opened === undefined)
      throw new Problem(
        404,
        'document-missing',
        `The document ${called} is not kept here: upload it again, or restore it.`,
      );
    void reply
      .headers({ ...INERT, 'content-disposition': disposition(documentName(stored, first?.name)) })
      .header('content-length', stored.bytes)
      .type(stored.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : stored.mediaType);
    return opened;
  }

  @Get('films/:film/evidence')
  @Performs('films:read')
  @Described({
    title: 'Documents of a film',
    summary: 'The documents behind the entries of a film, and whether each is what it was.',
    area,
    parameters: MomentParameters,
    answer: 'DocumentsOfFilm',
    problems: [404],
  })
  async documentsOfFilm(
    @Param('film') film: string,
    @Query() query: unknown,
  ): Promise<{ readonly items: readonly DocumentOfFilm[] }> {
    const { asOf, knownAt } = readParameters(MomentParameters, query);
    return { items: await this.bus.execute(new DocumentsOfFilmQuery({ film, ...givenOnly({ asOf, knownAt }) })) };
  }
}

/** What comes where there is no body at all. */
async function* nothing(): AsyncGenerator<Uint8Array> {}
