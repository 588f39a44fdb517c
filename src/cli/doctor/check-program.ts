import packageJson from '../../../package.json' with { type: 'json' };
import { type Finding, fine, note, wrong } from './finding.ts';

const recommendedNode = [24, 15] as const;
/** Older ones can damage a WAL database that has two writing connections. */
const soundSqlite = [3, 51, 3] as const;

/** The versions that the program runs on. */
export function checkProgram(versions: NodeJS.ProcessVersions): Finding[] {
  return [
    fine('vfjobs', packageJson.version),
    checkNode(versions.node),
    checkSqlite(versions['sqlite'] ?? 'unknown'),
  ];
}

function checkNode(version: string): Finding {
  // The launcher has refused what is too old to work at all.
  return isAtLeast(version, recommendedNode)
    ? fine('node', version)
    : note('node', version, `Node ${recommendedNode.join('.')} or newer is recommended.`);
}

function checkSqlite(version: string): Finding {
  if (!/^\d/.test(version))
    return wrong('sqlite', 'this Node has no SQLite', 'Install Node from nodejs.org.');
  return isAtLeast(version, soundSqlite)
    ? fine('sqlite', version)
    : note('sqlite', `${version}; one executor at a time is safe with it`, 'Update Node when you can.');
}

function isAtLeast(version: string, needed: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [place, least] of needed.entries()) {
    const part = parts[place] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
