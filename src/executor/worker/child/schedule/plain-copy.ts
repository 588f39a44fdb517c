import { type JsonValue, maxJsonDepth } from '../../../../lib/json.ts';
import { type ExportedSchedule, maxDefinition } from '../../protocol.ts';

type Path = readonly string[];

/** Thrown inside this file only. */
class Refusal extends Error {
  readonly path: Path;
  readonly isDynamic: boolean;

  constructor(message: string, path: Path, isDynamic = false) {
    super(message);
    this.path = path;
    this.isDynamic = isDynamic;
  }
}

interface Copying {
  /** Characters that may still come. */
  left: number;
  /** The objects that lead to the value. */
  readonly above: Set<object>;
}

/**
 * Copies a definition as data. Nothing of it is called: what is no data is refused with its place, and so is what
 * would not be the same after a way through JSON.
 */
export function plainCopy(value: unknown): ExportedSchedule {
  try {
    return { kind: 'data', value: copyOf(value, [], { left: maxDefinition, above: new Set() }) };
  } catch (thrown) {
    if (thrown instanceof Refusal) {
      const { message, path, isDynamic } = thrown;
      return { kind: 'refused', isDynamic, message, path };
    }
    // A proxy that does not let itself be looked at.
    return { kind: 'refused', isDynamic: true, message: 'the definition cannot be read as data', path: [] };
  }
}

function copyOf(value: unknown, path: Path, copying: Copying): JsonValue {
  copying.left -= typeof value === 'string' ? value.length : 1;
  if (copying.left < 0) throw new Refusal(`${nameOf(path)} is larger than 1 MiB`, path.slice(0, 1));
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'function') throw new Refusal(`${nameOf(path)} is a function; ${asData}`, path, true);
  if (typeof value !== 'object')
    throw new Refusal(`${nameOf(path)} is of the type ${typeof value}, which JSON does not have`, path);
  if (copying.above.has(value)) throw new Refusal(`${nameOf(path)} contains itself`, path);
  if (path.length > maxJsonDepth)
    throw new Refusal('it has too many values inside one another', path.slice(0, 1));
  copying.above.add(value);
  const copy = Array.isArray(value) ? copyOfList(value, path, copying) : copyOfObject(value, path, copying);
  copying.above.delete(value);
  return copy;
}

const asData = 'a schedule is defined by data that can be read without calling anything';

function copyOfList(list: readonly unknown[], path: Path, copying: Copying): JsonValue[] {
  const { length } = list;
  if (length > copying.left) throw new Refusal(`${nameOf(path)} is larger than 1 MiB`, path.slice(0, 1));
  return Array.from({ length }, (_, index) => {
    const name = String(index);
    return copyOf(memberOf(list, name, path), [...path, name], copying);
  });
}

function copyOfObject(value: object, path: Path, copying: Copying): JsonValue {
  if (
    typeof Reflect.getOwnPropertyDescriptor(value, 'then')?.value === 'function' ||
    value instanceof Promise
  ) {
    throw new Refusal(`${nameOf(path)} is a promise; ${asData}`, path, true);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    throw new Refusal(`${nameOf(path)} is no plain object but one of a class, which is no JSON`, path);
  }
  const members: [string, JsonValue][] = [];
  for (const name of Object.keys(value)) {
    const member = memberOf(value, name, path);
    const below = [...path, name];
    if (name === '__proto__') throw new Refusal('__proto__ is no name for a member', below);
    copying.left -= name.length;
    // As JSON has it: a member without a value is none.
    if (member !== undefined) members.push([name, copyOf(member, below, copying)]);
  }
  return Object.fromEntries(members);
}

/** Without calling what a getter would. */
function memberOf(value: object, name: string, path: Path): unknown {
  const found = Reflect.getOwnPropertyDescriptor(value, name);
  if (found?.get === undefined && found?.set === undefined) return found?.value;
  const below = [...path, name];
  throw new Refusal(`${nameOf(below)} is a getter; ${asData}`, below, true);
}

function nameOf(path: Path): string {
  return path.length === 0 ? 'the definition' : path.join('.').slice(0, 100);
}
