import { Controller, Get, Inject } from '@nestjs/common';
import { Described } from '../http/described';
import { Performs, SEE_SERVER } from '../http/performs';
import type { OpenApiDocument } from './openapi-document';
import { OPENAPI_DOCUMENT } from './openapi-document';

@Controller('api/openapi.json')
export class OpenApiController {
  constructor(@Inject(OPENAPI_DOCUMENT) private readonly document: OpenApiDocument) {}

  @Get()
  @Performs(SEE_SERVER)
  @Described({ title: 'OpenAPI document', summary: 'This reference, for programs.', area: 'Pages', answer: 'OpenApi' })
  openApi(): OpenApiDocument {
    return this.document;
  }
}
