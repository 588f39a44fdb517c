import type { JsonObject } from '../../lib/json.ts';
import type { DocumentType } from './document-types.ts';

/** A document to convert. */
export interface Conversion {
  /** Absolute, every link resolved. */
  readonly file: string;
  readonly type: DocumentType;
}

/** What a document became. */
export interface Converted {
  /** Markdown; empty when there is no text in it. */
  readonly body: string;
  readonly stats: JsonObject;
  readonly summary: readonly string[];
  readonly warnings: readonly string[];
}

/** A part of a document that is done. */
export interface ConversionStep {
  readonly unit: 'page' | 'slide' | 'file';
  readonly current: number;
  readonly total: number;
  /** Of this part. */
  readonly characters: number;
}

/** Takes the steps of a conversion; null: still at work. */
export type OnStep = (step: ConversionStep | null) => void;

/** The document cannot be converted; the message is for people. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}
