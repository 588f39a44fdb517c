import { describe, expect, test } from 'vitest';
import { openCliProject } from '../helpers/cli-project.ts';
import { openInContexts } from '../helpers/context-console.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';

const printsThree = taskSource("for (const page of [1, 2, 3]) console.log('page ' + page + ' is read');");

describe('vfjobs open LINK', () => {
  test('leads to a line of a log, in the context of the link, whichever is in use', async () => {
    await using stack = await startStack({ tasks: { pages: printsThree } });
    const { client, server, token, executor } = stack;
    const run = await client.runs.create({ target: 'task:pages' });
    await runEnded(executor, run.id);
    const project = executor.project.slug;
    const office = { name: 'office', apiUrl: server.apiUrl, token, project };
    const dead = { name: 'dead', apiUrl: 'http://127.0.0.1:9', token: 'none', project: 'other' };
    const link = (place: string) => `vfjobs://office/${project}/${place}`;

    {
      const args = ['open', link(`run/${run.id}?tab=live&line=3`)];
      await using console = await openInContexts({ contexts: [dead, office], args });
      await console.see(/>[\d:.]+ page 2 is read/);
      expect(console.text()).toContain(`office / ${project}`);
      console.press('escape');
      await console.see(/RUN +TARGET/);
    }
    {
      const args = ['open', link('runs?filter=status%3Afailed')];
      await using console = await openInContexts({ contexts: [dead, office], args });
      await console.see('status:failed');
      await console.see('No run');
    }
    {
      const args = ['open', link('batch/nowhere')];
      await using console = await openInContexts({ contexts: [dead, office], args });
      await console.see('The batch nowhere could not be read');
    }
  });

  test('says what is wrong with a link before anything is drawn, and what to do without a terminal', async () => {
    await using project = openCliProject({ pages: printsThree });
    const strange = await project.vfjobs(['open', 'vfjobs://office/acme/kitchen']);
    expect(strange).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('There is no screen “kitchen”'),
    });
    const unseen = await project.vfjobs(['open', 'vfjobs://local/acme/run/1']);
    expect(unseen).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('vfjobs show RUN') });
  });
});
