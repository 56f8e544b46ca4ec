import { Name, OneOf } from '#acquisition/commands';
import { EXPORT_FORMATS, type ExportFormat } from '#acquisition/exports';
import { MomentParameters, QueryParameters } from '../http/parameters';

const OfFilm = (): PropertyDecorator =>
  Name('Slug or id of the film. Default: everything that is recorded.', { optional: true });

export class ExportParameters extends MomentParameters {
  @OneOf(
    'How it is written. jsonl: CloudEvents in lines, to be imported again; pdf: the dossier of a film.',
    EXPORT_FORMATS,
  )
  format!: ExportFormat;

  @OfFilm()
  film?: string;
}

export class BundleParameters extends QueryParameters {
  @OfFilm()
  film?: string;
}
