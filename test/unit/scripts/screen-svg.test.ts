import { describe, expect, test } from 'vitest';
import { screenToSvg } from '../../../scripts/screen-svg.ts';
import { createEmulatedScreen } from '../../helpers/emulated-screen.ts';

async function pictureOf(bytes: string): Promise<string> {
  const screen = createEmulatedScreen(20, 3);
  await screen.write(bytes);
  return screenToSvg(screen, 'a <title>');
}

describe('the picture of a screen', () => {
  test('places text by its cell and keeps colour and weight', async () => {
    const svg = await pictureOf('\x1b[2;3H\x1b[1;31mred\x1b[0m');
    expect(svg).toContain('<text x="30.8" y="61.5" fill="#e5707a" textLength="25.2" font-weight="bold"');
    expect(svg).toContain('>red</text>');
  });

  test('draws reverse video as a filled row with dark text', async () => {
    const svg = await pictureOf('\x1b[7mpicked    \x1b[0m');
    expect(svg).toContain('<rect x="14" y="30" width="84" height="18" fill="#d5dae3"/>');
    expect(svg).toMatch(/fill="#1b1f27"[^>]*>picked</);
  });

  test('gives a wide character two cells, and what follows its own place', async () => {
    const svg = await pictureOf('a日b');
    expect(svg).toMatch(/x="22.4"[^>]*textLength="16.8"[^>]*>日</);
    expect(svg).toMatch(/x="39.2"[^>]*>b</);
  });

  test('escapes what XML would misread', async () => {
    const svg = await pictureOf('<&>');
    expect(svg).toContain('>&lt;&amp;&gt;</text>');
    expect(svg).toContain('<title>a &lt;title&gt;</title>');
  });

  test('knows the 256 colours and the 24-bit ones', async () => {
    const svg = await pictureOf('\x1b[38;5;196mA\x1b[38;5;244mB\x1b[38;2;1;2;3mC');
    for (const color of ['#ff0000', '#808080', '#010203']) expect(svg).toContain(`fill="${color}"`);
  });
});
