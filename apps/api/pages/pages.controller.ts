import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Described } from '../http/described';
import { Performs, SEE_SERVER } from '../http/performs';
import { Problem } from '../problems/problem';
import { PROBLEMS } from '../problems/problem-catalogue';
import { PAGE_HEADERS, escaped, page } from './page';

const FRONT_PAGE = page(
  'Ovation',
  '<p>The system of record for how a film gets sold: every screening, ovation, offer, acceptance and deal, ' +
    'kept as it was recorded and on whose word.</p><ul>' +
    '<li><a href="/api/docs">Reference of the interface</a> (<a href="/api/openapi.json">OpenAPI 3.1</a>)</li>' +
    '<li><a href="/api/slate">The slate</a>, and <a href="/api/slate/summary">in figures</a></li>' +
    '<li><a href="/api/audit/events">Everything that was recorded</a></li>' +
    '<li><a href="/health/ready">Health</a></li>' +
    '<li><a href="/problems">Problems that an answer may name</a></li></ul>',
);

const PROBLEMS_PAGE = page(
  'Problems',
  `<dl>${Object.entries(PROBLEMS)
    .map(
      ([code, { title, says }]) =>
        `<dt><a href="/problems/${code}"><code>${code}</code></a> ${escaped(title)}</dt><dd>${escaped(says)}</dd>`,
    )
    .join('')}</dl>`,
);

const area = 'Pages';

/** Pages for people. */
@Controller()
export class PagesController {
  @Get()
  @Performs(SEE_SERVER)
  @Described({ title: 'Front page', summary: 'What this is, and where to go.', area, answer: 'HtmlPage' })
  frontPage(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.headers(PAGE_HEADERS);
    return FRONT_PAGE;
  }

  @Get('problems')
  @Performs(SEE_SERVER)
  @Described({ title: 'Problems', summary: 'Every problem that an answer may name.', area, answer: 'HtmlPage' })
  problems(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.headers(PAGE_HEADERS);
    return PROBLEMS_PAGE;
  }

  @Get('problems/:code')
  @Performs(SEE_SERVER)
  @Described({
    title: 'Problem',
    summary: 'What one problem means and what to do; the `type` of a problem is this address.',
    area,
    answer: 'HtmlPage',
    problems: [404],
  })
  problem(@Param('code') code: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    const known = Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined;
    if (known === undefined)
      throw new Problem(404, 'problem-not-found', `There is no problem "${code}": /problems lists them.`);
    void reply.headers(PAGE_HEADERS);
    return page(known.title, `<p><code>${escaped(code)}</code></p><p>${escaped(known.says)}</p>`);
  }
}
