import { z } from 'zod';
import type { Endpoint } from '../src/api/endpoint.ts';
import { endpoints } from '../src/api/endpoints.ts';
import { settingsJsonSchema } from '../src/config/console-settings.ts';
import { keyTableMarkdown } from '../src/keys/markdown.ts';
import {
  idTableMarkdown,
  placeholderTableMarkdown,
  presetTableMarkdown,
  settingTableMarkdown,
} from './settings-markdown.ts';

/** A stretch of a document that is made from code, between `<!-- name -->` and `<!-- /name -->`. */
export interface GeneratedPart {
  /** Path below the repository. */
  readonly file: string;
  readonly name: string;
  readonly make: () => string;
}

export const generatedParts: readonly GeneratedPart[] = [
  { file: 'docs/keys.md', name: 'keys', make: keyTableMarkdown },
  { file: 'docs/api.md', name: 'endpoints', make: endpointTableMarkdown },
  { file: 'docs/settings.md', name: 'settings', make: settingTableMarkdown },
  { file: 'docs/settings.md', name: 'presets', make: presetTableMarkdown },
  { file: 'docs/settings.md', name: 'placeholders', make: placeholderTableMarkdown },
  { file: 'docs/settings.md', name: 'ids', make: idTableMarkdown },
];

/** Files that are made from code whole. */
export const generatedFiles: readonly Omit<GeneratedPart, 'name'>[] = [
  { file: 'docs/settings-schema.json', make: () => `${JSON.stringify(settingsJsonSchema(), null, 2)}\n` },
];

/**
 * The document with the part replaced.
 * @throws Error when the document has no such pair of marks
 */
export function withPart(document: string, part: Pick<GeneratedPart, 'name' | 'file'>, body: string): string {
  const open = `<!-- ${part.name} -->`;
  const close = `<!-- /${part.name} -->`;
  const start = document.indexOf(open);
  const end = document.indexOf(close);
  if (start === -1 || end < start) throw new Error(`${part.file} has no ${open} … ${close}`);
  return `${document.slice(0, start + open.length)}\n${body.trim()}\n${document.slice(end)}`;
}

function endpointTableMarkdown(): string {
  const rows = Object.values<Endpoint>(endpoints).map((endpoint) => {
    const path = endpoint.path.replace('/projects/:project', 'P').replaceAll(/:(\w+)/g, '{$1}');
    const query = queryNames(endpoint.query).map((name) => `\`${name}\``);
    const cells = [`\`${endpoint.method} ${path}\``, endpoint.status, endpoint.summary, query.join(' ')];
    return `| ${[...cells, endpoint.ours ? 'ours' : ''].join(' | ')} |`;
  });
  return ['| Request | Success | What | Query | |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function queryNames(query: z.ZodType): string[] {
  return query instanceof z.ZodObject ? Object.keys(query.shape) : [];
}
