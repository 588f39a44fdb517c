import { describe, expect, test } from 'vitest';
import { lineLook } from '../../../screens/log-pane/line-look.ts';

const line = (text: string, stream: 'stdout' | 'stderr' | 'system' = 'stdout') => ({ at: 0, stream, text });

describe('a line of a log', () => {
  test('is drawn as it is, in the style of its stream', () => {
    expect(lineLook(line('hello'))).toEqual({ text: 'hello', style: 'plain' });
    expect(lineLook(line('oh no', 'stderr'))).toEqual({ text: 'oh no', style: 'warn' });
    expect(lineLook(line('attempt 2', 'system'))).toEqual({ text: 'attempt 2', style: 'dim' });
  });

  test('as a logger prints it shows level, message and the rest', () => {
    expect(lineLook(line('{"level":"error","message":"no bread","oven":3,"who":"anna"}'))).toEqual({
      text: 'ERROR no bread  oven=3  who=anna',
      style: 'bad',
    });
    expect(lineLook(line('{"level":20,"msg":"dough"}', 'stderr'))).toEqual({
      text: 'DEBUG dough',
      style: 'dim',
    });
  });

  test('is as it was printed where that is wanted', () => {
    const text = '{"level":"error","message":"no bread"}';
    expect(lineLook(line(text), { raw: true, fields: null })).toEqual({ text, style: 'bad' });
  });

  test('shows the fields that were chosen, in their order', () => {
    const text = '{"level":"info","message":"hi","a":1,"b":2,"c":3}';
    expect(lineLook(line(text), { raw: false, fields: ['c', 'a', 'z'] }).text).toBe('INFO  hi  c=3  a=1');
  });

  test('cannot reach the terminal, from whatever part of the JSON', () => {
    const hostile = JSON.stringify({
      level: 'info',
      message: 'a\u001b[2Jb',
      '\u001b]0;t\u0007': '\u009b31m',
    });
    expect(lineLook(line(hostile)).text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  test('that is very long is cut, and JSON of that length is not read', () => {
    const look = lineLook(line(`{"level":"error","message":"${'x'.repeat(5000)}"}`));
    expect(look.style).toBe('plain');
    expect(look.text).toHaveLength(4_096 + ' … Enter shows all'.length);
    expect(look.text).toMatch(/ … Enter shows all$/);
  });
});
