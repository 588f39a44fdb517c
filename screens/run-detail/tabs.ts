import type { Tab } from '../../components/tab-bar.tsx';
import { type DetailTab, detailTabs } from '../../src/store/detail-state.ts';

interface TabCounts {
  readonly attempts: number | null;
  readonly children: number | null;
}

const longNames: Readonly<Record<DetailTab, string>> = {
  overview: 'Overview',
  live: 'Live',
  config: 'Input/Config',
  output: 'Output',
  attempts: 'Attempts',
  children: 'Children',
  why: 'Why',
  diff: 'Diff vs last success',
};
const shortNames: Readonly<Record<DetailTab, string>> = { ...longNames, config: 'Config', diff: 'Diff' };

/** The tabs with as much of their names and counts as there is room for; the active one always has its name. */
export function tabsFor(width: number, active: DetailTab, counts: TabCounts): readonly Tab[] {
  const countOf = (tab: DetailTab) => {
    const count = tab === 'attempts' ? counts.attempts : tab === 'children' ? counts.children : null;
    return count === null ? '' : `(${count})`;
  };
  const widths: readonly ((tab: DetailTab) => string)[] = [
    (tab) => `${longNames[tab]}${countOf(tab)}`,
    (tab) => `${shortNames[tab]}${countOf(tab)}`,
    (tab) => shortNames[tab],
    (tab) => (tab === active ? shortNames[tab] : ''),
  ];
  const all = widths.map((nameOf) =>
    detailTabs.map((tab, index) => ({ id: tab, label: `${index + 1} ${nameOf(tab)}`.trim() })),
  );
  const fitting = all.find((tabs) => tabs.reduce((sum, { label }) => sum + label.length + 2, 0) <= width);
  return fitting ?? all.at(-1) ?? [];
}
