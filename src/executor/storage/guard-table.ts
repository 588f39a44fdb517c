import { storageFault } from './faults.ts';

/**
 * The same table, whose methods throw a `UserError` where the file is at fault: reads go past the
 * group commit, and a damaged page may show at any of them.
 */
export function guardTable<Table extends object>(table: Table, path: string): Table {
  return new Proxy(table, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        try {
          return Reflect.apply(member, target, args);
        } catch (thrown) {
          throw storageFault(thrown, path);
        }
      };
    },
  });
}
