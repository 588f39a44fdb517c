import type { JsonObject } from '../../lib/json.ts';

const texts: JsonObject = { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 };
const text: JsonObject = { type: 'string', minLength: 1 };

/** What the built-in target `task:knowledge-ingest` says about itself (contract, section 16.1). */
export const ingestTarget = {
  name: 'Ingest knowledge',
  description: 'Turns documents of uploads/ into Markdown pages of knowledge/.',
  inputSchema: {
    type: 'object',
    properties: {
      paths: { ...texts, description: 'Files below uploads/, such as handbook/opening.md' },
      upload_ids: { ...texts, description: 'Ids of uploads' },
      path_prefix: { ...text, description: 'Every file below this folder of uploads/' },
      recursive: { type: 'boolean', default: true, description: 'Folders below the prefix too' },
      knowledge_path: { ...text, default: 'knowledge', description: 'Where the pages go' },
      description: { ...text, description: 'Goes into the front matter of each page' },
      slug: { ...text, description: 'Name of the page, for a single source' },
    },
    // The other spellings that callers use. Not among the properties, so that forms show each field once.
    patternProperties: {
      '^(uploadIds|upload_paths|uploadPaths)$': texts,
      '^(upload_prefix|pathPrefix|uploadPrefix|knowledgePath)$': text,
    },
  },
  outputSchema: {
    type: 'object',
    properties: {
      kind: { const: 'knowledge_ingest' },
      version: { const: 1 },
      metadata: { type: 'object' },
      summary: { type: 'object' },
      ingested: { type: 'array', items: { type: 'object' } },
      skipped: { type: 'array', items: { type: 'object' } },
      failed: { type: 'array', items: { type: 'object' } },
    },
    required: ['kind', 'version', 'metadata', 'summary', 'ingested', 'skipped', 'failed'],
  },
  schedulable: true,
} satisfies JsonObject;
