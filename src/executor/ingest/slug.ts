import { posix } from 'node:path';

/** What a chat puts before the name of a file that was dropped into it. */
const chatPrefix = /^chat-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-\d+-[a-z0-9]+-/i;

/** Characters of a slug: with `.md` and a number after it, it still is a file name. */
const maxSlug = 200;

/** The name of the page for an upload (contract, section 16.3). @param path below `uploads/` */
export function slugOf(path: string): string {
  const name = posix.basename(path).replace(chatPrefix, '');
  const stem = name.slice(0, name.length - posix.extname(name).length);
  return asSlug(posix.join(posix.dirname(path), stem));
}

/** Any text as a slug; `document` when nothing of it is left. */
export function asSlug(text: string): string {
  const slug = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return slug.slice(0, maxSlug).replaceAll(/^-|-$/g, '') || 'document';
}

/** Gives the second of two equal slugs `-2`, the third `-3`. */
export function createSlugs(): { take(slug: string): string } {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return {
    take(slug) {
      let count = (counts.get(slug) ?? 0) + 1;
      // What another source is called by itself is taken as well.
      while (taken.has(numbered(slug, count))) count += 1;
      counts.set(slug, count);
      taken.add(numbered(slug, count));
      return numbered(slug, count);
    },
  };
}

function numbered(slug: string, count: number): string {
  return count === 1 ? slug : `${slug}-${count}`;
}
