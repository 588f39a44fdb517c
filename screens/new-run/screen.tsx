import { Box, Text, useWindowSize } from 'ink';
import { type ReactNode, useMemo } from 'react';
import { Pane } from '../../components/pane.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { textStyle } from '../../components/theme.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut } from '../../src/terminal/width.ts';
import { useUi } from '../console-provider.tsx';
import { rowsForRootTabs } from '../root-tabs.tsx';
import { Rule } from '../rule.tsx';
import { fieldRows } from '../targets/detail-view.ts';
import type { ConfigCheck } from './check-config.ts';
import type { FormState } from './form-state.ts';

/** Lines besides the text area and the fields: rules, heading, check, button; title, status line and hints; root tabs. */
const otherLines = 8;

/** Starts a run: the fields of the target's config, and the config itself to edit. */
export function NewRunScreen(): ReactNode {
  const { columns, rows } = useWindowSize();
  const form = useUi((state) => state.form);
  const target = form?.target ?? null;
  const fields = useMemo(() => (target === null ? [] : fieldRows(target)), [target]);
  const source = useMemo(() => ({ rows: () => fields }), [fields]);
  if (form === null) return null;
  const fieldLines = Math.min(fields.length, Math.max(1, Math.floor(rows / 4)));
  const areaLines = Math.max(2, rows - otherLines - (rows < rowsForRootTabs ? 0 : 1) - fieldLines);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Text wrap="truncate">
        <Text {...textStyle('dim')}>{' New run of '}</Text>
        <Text {...textStyle('strong')}>{sanitize(form.target.target)}</Text>
        <Text {...textStyle('dim')}>{`  ${sanitize(form.target.description)}`}</Text>
      </Text>
      <Rule />
      <Pane id="fields" source={source} height={fieldLines} />
      <Rule />
      <Box paddingLeft={1}>
        <TextArea
          state={form.area}
          width={columns - 2}
          height={areaLines}
          focused={form.focus === 'config'}
        />
      </Box>
      <CheckLine check={form.check} width={columns} name={nameOf(form)} />
      <Text wrap="truncate">
        {' '}
        <Text inverse={form.focus === 'start'}>{form.sending ? ' starting… ' : ' start '}</Text>
      </Text>
    </Box>
  );
}

function nameOf({ holds, target }: FormState): string {
  if (holds === 'both') return 'config and input fit';
  return target.kind === 'workflow' ? 'the input fits' : 'the config fits';
}

function CheckLine({
  check,
  width,
  name,
}: {
  readonly check: ConfigCheck;
  readonly width: number;
  readonly name: string;
}): ReactNode {
  const good = check.kind === 'good';
  const text = good ? ` + ${name} the schema` : ` x ${check.problems.join('; ')}`;
  return <Text {...textStyle(good ? 'ok' : 'bad')}>{cut(sanitize(text), width)}</Text>;
}
