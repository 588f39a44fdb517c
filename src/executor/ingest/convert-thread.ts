/**
 * The thread in which documents are converted. What a hostile one can take is the memory and the time of this
 * thread, which is replaced then: the documents after it are converted all the same.
 */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../model/errors.ts';
import type { Conversion, ConversionStep, Converted } from './conversion.ts';
import { convertDocument } from './convert-document.ts';

/** What the thread tells of the document that it was given. */
export type ThreadMessage =
  | { readonly kind: 'step'; readonly step: ConversionStep | null }
  | { readonly kind: 'converted'; readonly converted: Converted }
  | { readonly kind: 'failed'; readonly message: string };

function tell(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (conversion: Conversion) => {
  convertDocument(conversion, (step) => tell({ kind: 'step', step })).then(
    (converted) => tell({ kind: 'converted', converted }),
    (thrown: unknown) => tell({ kind: 'failed', message: messageOf(thrown) }),
  );
});
