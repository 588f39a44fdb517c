import type { ColorDepth } from './style.ts';

/** How the next text looks: attribute flags and the SGR parameters of its colours, empty for the default. */
interface Look {
  readonly flags: number;
  readonly foreground: string;
  readonly background: string;
}

const plainLook: Look = { flags: 0, foreground: '', background: '' };

/** Attributes by their SGR parameter: the flag each sets; the parameter that ends it. */
const attributes: readonly { readonly on: number; readonly off: number; readonly flag: number }[] = [
  { on: 1, off: 22, flag: 1 },
  { on: 2, off: 22, flag: 2 },
  { on: 3, off: 23, flag: 4 },
  { on: 4, off: 24, flag: 8 },
  { on: 7, off: 27, flag: 16 },
  { on: 9, off: 29, flag: 32 },
];

const looks = new Map<string, Look>([['', plainLook]]);

/**
 * The style that holds after an SGR sequence, in one canonical form: attributes, foreground, background.
 * @param style the canonical style that held before it
 * @param parameters what stands between `ESC [` and `m`
 */
export function applySgr(style: string, parameters: string, color: ColorDepth): string {
  return remember(appliedTo(looks.get(style) ?? appliedTo(plainLook, style, '16'), parameters, color));
}

function appliedTo(before: Look, parameters: string, color: ColorDepth): Look {
  let look = before;
  const codes = parameters.split(';').map(Number);
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    const length = code === 38 || code === 48 ? extendedLength(codes[index + 1]) : 1;
    look = applyCodes(look, codes.slice(index, index + length), color);
    index += length - 1;
  }
  return look;
}

/** A style in reverse video. */
export function reversed(style: string): string {
  return style === '' ? '7' : applySgr(style, '7', '16');
}

/** How many parameters `38` or `48` takes, itself included. */
function extendedLength(kind: number | undefined): number {
  return kind === 5 ? 3 : kind === 2 ? 5 : 1;
}

function applyCodes(look: Look, codes: readonly number[], color: ColorDepth): Look {
  const code = codes[0] ?? 0;
  if (code === 0) return plainLook;
  const on = attributes.find((attribute) => attribute.on === code);
  if (on !== undefined) return { ...look, flags: look.flags | on.flag };
  const off = attributes.filter((attribute) => attribute.off === code);
  if (off.length > 0) return { ...look, flags: off.reduce((flags, { flag }) => flags & ~flag, look.flags) };
  if (color === 'none') return look;
  if (isColor(code, 30)) return { ...look, foreground: colorOf(codes, 39) };
  if (isColor(code, 40)) return { ...look, background: colorOf(codes, 49) };
  return look;
}

/** True for a colour parameter: `first` … `first`+9, and the bright ones 60 further. */
function isColor(code: number, first: 30 | 40): boolean {
  return (code >= first && code <= first + 9) || (code >= first + 60 && code <= first + 67);
}

function colorOf(codes: readonly number[], standard: number): string {
  const isExtended = codes[0] === 38 || codes[0] === 48;
  return codes[0] === standard || (isExtended && codes.length < 3) ? '' : codes.join(';');
}

function remember(look: Look): string {
  const flags = attributes.filter(({ flag }) => (look.flags & flag) !== 0).map(({ on }) => on);
  const style = [...flags, look.foreground, look.background].filter((part) => part !== '').join(';');
  looks.set(style, look);
  return style;
}
