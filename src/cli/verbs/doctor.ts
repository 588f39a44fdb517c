import { realpathSync } from 'node:fs';
import { findLocalProject } from '../../config/local-project.ts';
import { defaultStateDir } from '../../executor/state-dir.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { checkConfig } from '../doctor/check-config.ts';
import { checkExecutor } from '../doctor/check-executor.ts';
import { checkProgram } from '../doctor/check-program.ts';
import { checkProject } from '../doctor/check-project.ts';
import { checkSchedules } from '../doctor/check-schedules.ts';
import { checkSettings } from '../doctor/check-settings.ts';
import { checkTerminal } from '../doctor/check-terminal.ts';
import { type Finding, note } from '../doctor/finding.ts';
import { repair } from '../doctor/repair.ts';
import { examples } from '../examples.ts';
import { exitCodes } from '../exit-codes.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import type { Output } from '../output.ts';
import { projectFolder } from '../project-folder.ts';

interface DoctorOptions {
  readonly repair?: boolean;
  readonly yes?: boolean;
}

export const addVerb: AddVerb = (program, start) => {
  program
    .command('doctor')
    .description('Check the installation, the project and its executor')
    .option('--repair', 'tidy what a crash left; move a damaged database aside, after asking')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      examples(
        ['vfjobs doctor', 'what is found, and what to do where something is wrong; exit code 1 then'],
        [
          'vfjobs doctor --repair',
          'tidies what a crash left; a damaged database is moved aside, after asking',
        ],
      ),
    )
    .action((options: DoctorOptions) => doctor(start(), options));
};

async function doctor(invocation: Invocation, options: DoctorOptions): Promise<void> {
  const { output, env } = invocation;
  const projectDir = projectOf(invocation);
  if (options.repair === true && projectDir !== null) {
    await repair(defaultStateDir(projectDir), output, options.yes === true);
  }
  const findings = [
    ...checkProgram(process.versions),
    ...checkTerminal(env, process.stdout.isTTY === true),
    checkConfig(env),
    ...(await projectFindings(projectDir)),
  ];
  if (output.json) output.value({ findings });
  else for (const finding of findings) printFinding(output, finding);
  if (findings.some(({ state }) => state === 'wrong')) invocation.endWith(exitCodes.failed);
}

function projectOf({ flags, cwd }: Invocation): string | null {
  if (flags.projectDir !== undefined) return projectFolder(flags.projectDir, cwd);
  const found = findLocalProject(cwd);
  return found === null ? null : realpathSync(found);
}

async function projectFindings(projectDir: string | null): Promise<Finding[]> {
  if (projectDir === null) {
    return [
      note('project', 'none in this folder or above', 'Start one with "vfjobs init", or try "vfjobs demo".'),
    ];
  }
  const stateDir = defaultStateDir(projectDir);
  return [
    ...(await checkProject(projectDir, stateDir)),
    ...(await checkSchedules(projectDir, stateDir)),
    checkSettings(projectDir),
    ...(await checkExecutor(stateDir)),
  ];
}

const marks = { ok: 'ok   ', note: 'note ', wrong: 'WRONG' } as const;

function printFinding(output: Output, { name, state, message, fix }: Finding): void {
  output.line(`${marks[state]}  ${sanitize(name).padEnd(10)}  ${sanitize(message)}`);
  if (fix !== null) output.line(`                     ${sanitize(fix)}`);
}
