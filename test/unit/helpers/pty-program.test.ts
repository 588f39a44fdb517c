import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type PtyProgram, type PtyProgramOptions, startInPty } from '../../helpers/pty-program.ts';
import { makeTempDir } from '../../helpers/temp-dir.ts';

const dir = makeTempDir('pty');
const started: PtyProgram[] = [];

function start(script: string, more: Partial<PtyProgramOptions> = {}): PtyProgram {
  const program = startInPty({
    file: process.execPath,
    args: ['-e', script],
    env: { PATH: process.env['PATH'] },
    cwd: dir.path,
    columns: 40,
    rows: 10,
    ...more,
  });
  started.push(program);
  return program;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((program) => program.close()));
});

afterAll(dir.remove);

describe('a program in a pty', () => {
  test('shows on the emulated screen what a user would see, styles included', async () => {
    const program = start(
      `process.stdout.write('\\x1b[2J\\x1b[3;5H\\x1b[1;31mred\\x1b[0m 日'); setInterval(() => {}, 1e6)`,
    );
    await program.waitFor('red 日');
    expect(program.screen()[2]).toBe('    red 日');
    const cells = program.view.cells(2);
    expect(cells[4]).toMatchObject({
      text: 'r',
      style: { bold: true, foreground: { kind: 'palette', index: 1 } },
    });
    expect(cells[8]).toMatchObject({ text: '日', width: 2 });
    expect(cells[9]).toMatchObject({ text: '', width: 0 });
  });

  test('gets keys, and the answer of a terminal to a status question', async () => {
    const program = start(
      `process.stdin.setRawMode(true); process.stdout.write('ready\\x1b[5n');
       process.stdin.on('data', (d) => process.stdout.write(JSON.stringify(String(d)) + ' '))`,
    );
    await program.waitFor('[0n');
    program.press('down', 'ctrl-c', 'X');
    await program.waitFor(/\[B.*u0003.*X/);
  });

  test('counts bytes and frames, also of a frame mark that is cut in two', async () => {
    const program = start(
      `process.stdin.once('data', async () => {
         process.stdout.write('\\x1b[?20'); await new Promise((r) => setTimeout(r, 30));
         process.stdout.write('26hone\\x1b[?2026l\\x1b[?2026htwo\\x1b[?2026l') });
       process.stdin.setRawMode(true); process.stdout.write('ready')`,
    );
    await program.waitFor('ready');
    program.resetTraffic();
    program.press('space');
    await program.waitFor('onetwo');
    expect(program.traffic).toEqual({ bytes: 38, frames: 2 });
  });

  test('is not looked at in the middle of a frame', async () => {
    const program = start(
      `process.stdout.write('\\x1b[?2026hhalf'); process.stdin.setRawMode(true);
       process.stdin.once('data', () => process.stdout.write(' whole\\x1b[?2026l'))`,
    );
    await expect(program.waitFor('half', 500)).rejects.toThrow('waited 500 ms in vain for: "half"');
    program.press('space');
    await program.waitFor('half whole');
  });

  test('a failed wait shows the screen, and the end of the program ends the wait', async () => {
    const program = start(`process.stdout.write('last words'); process.exitCode = 3`);
    await expect(program.waitFor('never')).rejects.toThrow(/program ended.*"exitCode":3.*[\s\S]*last words/);
    expect(await program.exit).toEqual({ exitCode: 3, signal: null });
  });

  test('tells the new size', async () => {
    const program = start(
      `process.stdout.on('resize', () => process.stdout.write(process.stdout.columns + 'x' + process.stdout.rows));
       process.stdout.write('ready'); process.stdin.resume()`,
    );
    await program.waitFor('ready');
    program.resize(60, 20);
    await program.waitFor('60x20');
    expect(program.screen()).toHaveLength(20);
  });

  test('a slow reader takes the time that the bytes need and loses none', async () => {
    const began = performance.now();
    const program = start(`process.stdin.resume(); process.stdout.write('x'.repeat(8000) + 'end')`, {
      bytesPerSecond: 20_000,
    });
    await program.waitFor('end');
    expect(performance.now() - began).toBeGreaterThan(390);
    expect(program.raw.toString()).toBe(`${'x'.repeat(8000)}end`);
  });
});
