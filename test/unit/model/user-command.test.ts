import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { argvFault, fillArgv } from '../../../src/model/user-command.ts';

describe('arguments of a command of the user', () => {
  test.each([
    [['less', '{run.id}'], null],
    [['sh', '-c', 'echo "$1"', 'sh', '{run.id}'], null],
    [['sh', '-c', 'echo {run.id}'], 'code'],
    [['/bin/bash', '-lc', 'echo {run.id}'], 'code'],
    [['env', 'X=1', 'sh', '-c', 'echo {run.id}'], 'code'],
    [['node', '-e', 'x({run.id})'], 'code'],
    [['node', '--eval', 'x({run.id})'], 'code'],
    [['python3', '-c', 'x({run.id})'], 'code'],
    [['{run.id}'], 'cannot be a placeholder'],
    [['less', '{run.secret}'], 'no placeholder {run.secret}'],
    [[''], 'no name'],
  ])('%j', (argv, fault) => {
    if (fault === null) expect(argvFault(argv)).toBeNull();
    else expect(argvFault(argv)).toContain(fault);
  });

  test('whatever a server sends stays inside its argument, or goes nowhere', () => {
    const values = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z][a-z0-9:/._-]{0,30}$/));
    fc.assert(
      fc.property(values, (value) => {
        const filled = fillArgv(['less', 'a{target}b', '--', '{target}'], { target: value });
        if ('fault' in filled) return;
        expect(filled.argv).toEqual(['less', `a${value}b`, '--', value]);
        expect(value).toMatch(/^[\p{L}\p{N}][^\s$`"'\\;&|<>(){}[\]*?!#~^%]*$/u);
      }),
    );
  });

  test.each([
    '-rf',
    '$(id)',
    '`id`',
    'a;b',
    'a b',
    'a\nb',
    "a'b",
    '../../etc/passwd',
    '{run.id}',
    '',
    'a\0b',
    '~root',
    '*',
  ])('a value such as %j is refused', (value) => {
    expect(fillArgv(['ssh', 'host', 'look', '{target}'], { target: value })).toEqual({
      fault: 'target holds what no program should be handed',
    });
  });

  test.each(['0199a3c2-8f1e-7c4a', 'task:reports/weekly', 'prod.eu', 'größe', 'a@b+c=d'])(
    '%s is handed on',
    (value) => {
      expect(fillArgv(['x', '--run={target}'], { target: value })).toEqual({ argv: ['x', `--run=${value}`] });
    },
  );
});
