import { describe, expect, test } from 'vitest';
import { themeNames } from '../../../src/model/console-settings.ts';
import { knows256Colors, stylesOf } from '../../../src/terminal/style.ts';
import { translateSgr } from '../../../src/terminal/translate-sgr.ts';

type Rgb = readonly [number, number, number];

/** A colour of the fixed part of the 256, as every terminal shows it. */
function rgbOf(index: number): Rgb {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return [grey, grey, grey];
  }
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  return [level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)];
}

const linear = (value: number) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** How people without one kind of cones see it (Machado, Oliveira and Fernandes 2009, severity 1), on linear values. */
const vision = {
  full: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
} as const;
type Vision = keyof typeof vision;

function seen(rgb: Rgb, by: Vision): Rgb {
  const [r, g, b] = rgb.map(linear) as unknown as Rgb;
  const matrix = vision[by];
  const row = (at: 0 | 3 | 6) => {
    const [x = 0, y = 0, z = 0] = matrix.slice(at, at + 3);
    return Math.min(1, Math.max(0, x * r + y * g + z * b));
  };
  return [row(0), row(3), row(6)];
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** The contrast of WCAG 2, of linear colours. */
function contrast(left: Rgb, right: Rgb): number {
  const [dark = 0, light = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Difference of two linear colours in CIELAB (1976). */
function difference(left: Rgb, right: Rgb): number {
  const [a, b] = [lab(left), lab(right)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(luminance([r, g, b]));
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function colorOf(
  theme: (typeof themeNames)[number],
  style: 'ok' | 'bad' | 'warn' | 'active' | 'waiting',
): Rgb {
  const index = /38;5;(\d+)/.exec(stylesOf(theme, '16', true)[style])?.[1];
  if (index === undefined) throw new Error(`${theme} has no fixed colour for ${style}`);
  return rgbOf(Number(index));
}

const meanings = ['ok', 'bad', 'warn', 'active', 'waiting'] as const;
const black: Rgb = [0, 0, 0];
const white: Rgb = [1, 1, 1];
const visions = ['full', 'protanopia', 'deuteranopia'] as const;

describe('the colours of a theme can be read', () => {
  test.each(visions)('colour-blind: on black and on white, with %s vision', (by) => {
    for (const meaning of meanings) {
      const color = seen(colorOf('colour-blind', meaning), by);
      expect(contrast(color, black), `${meaning} on black`).toBeGreaterThan(3);
      expect(contrast(color, white), `${meaning} on white`).toBeGreaterThan(3);
    }
  });

  test.each(visions)('colour-blind: success and failure differ with %s vision', (by) => {
    expect(
      difference(seen(colorOf('colour-blind', 'ok'), by), seen(colorOf('colour-blind', 'bad'), by)),
    ).toBeGreaterThan(60);
  });

  test('dark on black, light on white', () => {
    for (const meaning of meanings) {
      expect(contrast(seen(colorOf('dark', meaning), 'full'), black), `dark ${meaning}`).toBeGreaterThan(7);
      expect(contrast(seen(colorOf('light', meaning), 'full'), white), `light ${meaning}`).toBeGreaterThan(
        4.5,
      );
    }
  });
});

describe('styles of a theme', () => {
  test.each(themeNames)('%s without colour has none', (theme) => {
    expect(stylesOf(theme, 'none', true)).toEqual(stylesOf('mono', '16', true));
  });

  test.each(themeNames)(
    '%s uses no fixed colours where the terminal does not say that it has them',
    (theme) => {
      for (const style of Object.values(stylesOf(theme, '16', false))) expect(style).not.toContain('38;5');
    },
  );

  test('what Ink printed is translated, with what is bold or reversed', () => {
    const dark = stylesOf('dark', '16', true);
    expect(translateSgr('32', dark)).toBe(dark.ok);
    expect(translateSgr('1;36', dark)).toBe(dark.accent);
    expect(translateSgr('7;31', dark)).toBe(`7;${dark.bad}`);
    expect(translateSgr('30;43', dark)).toBe(dark.match);
    expect(translateSgr('1', dark)).toBe('1');
    expect(translateSgr('2;35', stylesOf('mono', '16', false))).toBe('2');
    expect(translateSgr('34', dark)).toBe('34');
  });

  test('terminals say how many colours they know', () => {
    expect(knows256Colors({ TERM: 'xterm-256color' })).toBe(true);
    expect(knows256Colors({ TERM: 'xterm', COLORTERM: 'truecolor' })).toBe(true);
    expect(knows256Colors({ TERM: 'screen' })).toBe(false);
    expect(knows256Colors({})).toBe(false);
  });
});
