import { Parser } from 'htmlparser2';

/** A reference from one part of an office document to another. */
export interface Relation {
  readonly type: string;
  /** A path, relative to the folder of the part that refers. */
  readonly target: string;
}

/** The references in a `.rels` file, by their ids. */
export function readRelations(xml: string): ReadonlyMap<string, Relation> {
  const relations = new Map<string, Relation>();
  eachTag(xml, (name, { Id: id, Type: type = '', Target: target }) => {
    if (name === 'Relationship' && id !== undefined && target !== undefined)
      relations.set(id, { type, target });
  });
  return relations;
}

/** Ids of the references to the slides of a presentation, in the order in which they are shown. */
export function readSlideOrder(xml: string): readonly string[] {
  const ids: string[] = [];
  eachTag(xml, (name, attributes) => {
    const id = attributes['r:id'];
    if (name === 'p:sldId' && id !== undefined) ids.push(id);
  });
  return ids;
}

function eachTag(xml: string, take: (name: string, attributes: Record<string, string>) => void): void {
  const parser = new Parser({ onopentag: take }, { xmlMode: true });
  parser.end(xml);
}
