import { attachEvidence } from '#acquisition/domain';
import { DigestField, EntryDetails, Id, Name } from './details';
import { FilmCommand } from './film-command';

export class AttachmentDetails extends EntryDetails {
  @Id('Id of the entry that the document stands behind.')
  entry!: string;

  @DigestField('SHA-256 of the document, as its upload answered it.')
  sha256!: string;

  @Name('What the document is called.')
  name!: string;
}

/** Puts a document behind an entry that is recorded already. */
export class AttachEvidence extends FilmCommand({
  title: 'Attach evidence',
  summary: 'Puts a document that was uploaded behind an entry: the mail, the memo, the contract.',
  path: 'evidence',
  action: 'evidence:attach',
  details: AttachmentDetails,
  rule: attachEvidence,
  example: {
    entry: '01900000-0000-7000-8000-00000000000d',
    sha256: 'd1a5ad2b1c6ff0a2a0c7a6cf0f8ab1d2d5a2b6d0b5d0a9f0b3c1f6cfd1c3c0de',
    name: 'sing-sing-memo.pdf',
  },
}) {}
