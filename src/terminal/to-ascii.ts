import type { Cluster } from './clusters.ts';

const twins: Readonly<Record<string, string>> = {
  '…': '~',
  '⏎': '|',
  '·': '.',
  '•': '*',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '✓': '+',
  '✗': 'x',
  // Bars keep their height, and the parts of a progress bar stay apart.
  '▁': '_',
  '▂': '.',
  '▃': ':',
  '▄': '-',
  '▅': '=',
  '▆': '+',
  '▇': '*',
  '▓': '=',
  '▸': '>',
  '▾': 'v',
};

/** The ASCII twin of a character, as many cells wide: lines and blocks keep their shape, letters lose their marks. */
export function toAscii({ text, width }: Cluster): string {
  return (twins[text] ?? shapeOf(text) ?? letterOf(text)).padEnd(width, ' ').slice(0, width);
}

/** Box drawing (U+2500 … U+257F) and blocks (U+2580 … U+259F). */
function shapeOf(text: string): string | null {
  const code = text.charCodeAt(0);
  if (text.length !== 1 || code < 0x2500 || code > 0x259f) return null;
  if (code >= 0x2580) return code === 0x2591 ? '.' : code === 0x2592 ? ':' : '#';
  if ('─━┄┅┈┉╌╍═╴╶╸╺'.includes(text)) return '-';
  return '│┃┆┇┊┋╎╏║╵╷╹╻'.includes(text) ? '|' : '+';
}

function letterOf(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return /^[ -~]+$/.test(bare) ? bare : '?';
}
