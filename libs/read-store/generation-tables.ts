import {
  OperationNodeTransformer,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  type RootOperationNode,
  type SchemableIdentifierNode,
  type UnknownRow,
} from 'kysely';
import { physicalName } from './view-definition';

class GenerationTransformer extends OperationNodeTransformer {
  readonly #physical: ReadonlyMap<string, string>;

  constructor(physical: ReadonlyMap<string, string>) {
    super();
    this.#physical = physical;
  }

  protected override transformSchemableIdentifier(node: SchemableIdentifierNode): SchemableIdentifierNode {
    const name = this.#physical.get(node.identifier.name);
    return name === undefined || node.schema ? node : { ...node, identifier: { ...node.identifier, name } };
  }
}

/**
 * Sends statements written on the plain names of a view to the tables of one generation. Text of raw SQL is left alone:
 * there, name a table by `sql.table('slate')`.
 */
export const generationTables = (tables: readonly string[], generation: number): KyselyPlugin => {
  const transformer = new GenerationTransformer(new Map(tables.map((name) => [name, physicalName(name, generation)])));
  return {
    transformQuery: ({ node, queryId }: PluginTransformQueryArgs): RootOperationNode =>
      transformer.transformNode(node, queryId),
    transformResult: ({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> =>
      Promise.resolve(result),
  };
};
