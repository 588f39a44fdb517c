import { resolve } from 'node:path';
import { findLocalProject } from '../../config/local-project.ts';
import { UserError } from '../../model/errors.ts';
import type { Daemon } from '../daemon-file.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { wholeNumber } from '../number-option.ts';
import type { Output } from '../output.ts';
import { writeTrace } from '../print-error.ts';
import { projectFolder } from '../project-folder.ts';
import { serve } from '../serve.ts';

interface ServeFlags {
  readonly port?: number;
  readonly host: string;
  readonly concurrency?: number;
  readonly linger?: number;
}

const loopback = ['127.0.0.1', '::1', 'localhost'];

export const addVerb: AddVerb = (program, start) => {
  program
    .command('serve')
    .description('Execute the runs of a project and serve its API, in the foreground')
    .option(
      '--port <number>',
      'the port to listen on; 0 takes a free one (default: the one of last time)',
      wholeNumber(0, 65_535),
    )
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--concurrency <number>', 'attempts at the same time', wholeNumber(1, 256))
    .option('--linger <seconds>', 'end after this time without clients and runs', wholeNumber(1, 86_400))
    .addHelpText(
      'after',
      examples(
        ['vfjobs serve', 'for consoles of this machine'],
        ['vfjobs serve --port 4870', 'on a port that contexts of other machines can rely on'],
        ['vfjobs serve --port 0 --json', 'prints one line of JSON with URL and token when it is ready'],
      ),
    )
    .action((flags: ServeFlags) => runServe(start(), flags));
};

async function runServe(invocation: Invocation, flags: ServeFlags): Promise<void> {
  const { output, env } = invocation;
  const projectDir = servedProject(invocation);
  if (!loopback.includes(flags.host)) {
    process.stderr.write(
      `Warning: whoever reaches ${flags.host} and has the token can run code here, and the token travels unencrypted.\n`,
    );
  }
  await serve({
    projectDir,
    host: flags.host,
    port: flags.port ?? null,
    concurrency: flags.concurrency,
    lingerSeconds: flags.linger ?? null,
    onReady: (daemon) => (output.json ? output.value(daemon) : printReady(output, daemon)),
    onError: (error) => void writeTrace(error, env),
  });
}

/** Only the folder counts: contexts and their environment variables name executors elsewhere. */
function servedProject({ flags, cwd }: Invocation): string {
  const folder = flags.projectDir ?? findLocalProject(cwd);
  if (folder !== null) return projectFolder(folder, cwd);
  throw new UserError('not-found', `There is no project in ${resolve(cwd)} or above it`, {
    fix: 'Put a task into tasks/, name a project with --project-dir DIR, or write an example with "vfjobs init".',
  });
}

function printReady(output: Output, daemon: Daemon): void {
  const { api_url: apiUrl, project_slug: slug, state_dir: stateDir } = daemon;
  const port = new URL(apiUrl).port;
  output.line(`Executing runs of ${slug} at ${apiUrl}`);
  output.line(`State and logs: ${stateDir}`);
  output.line('');
  output.line('Here:       vfjobs');
  output.line(`Elsewhere:  ssh -N -L ${port}:127.0.0.1:${port} <this machine>`);
  output.line(
    `            vfjobs contexts add ${slug} --api-url http://127.0.0.1:${port} --project ${slug} --token -`,
  );
  output.line(`            with the token in ${stateDir}/token`);
  output.line('');
  output.line('Ctrl-C ends it: runs under way get 10 s, what is left goes on at the next start.');
}
