import { PageParameters, YesOrNo } from '../http/parameters';

export class DocumentsParameters extends PageParameters {
  @YesOrNo('Only documents that no entry names.')
  unnamed?: boolean;
}
