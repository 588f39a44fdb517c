import type { parse as parseSource } from '@babel/parser';

type Program = ReturnType<typeof parseSource>['program'];
type Statement = Program['body'][number];
type Exported = Extract<Statement, { readonly type: 'ExportDefaultDeclaration' }>['declaration'];
type ObjectLiteral = Extract<Exported, { readonly type: 'ObjectExpression' }>;
type Property = ObjectLiteral['properties'][number];
type Argument = Extract<Exported, { readonly type: 'CallExpression' }>['arguments'][number];
type Item = Extract<Exported, { readonly type: 'ArrayExpression' }>['elements'][number];
type Node = Exported | Argument | Item | Extract<Property, { readonly type: 'ObjectProperty' }>['value'];

/** How far names are followed to what they stand for. */
const mostHops = 20;

/** Tells the lines of members of the definition in one source. */
export interface PropertyLines {
  /**
   * The line (from 1) where a member is written: the innermost that can be found on the path to it, else that of the
   * definition; null when there is none.
   */
  of(path: readonly string[]): number | null;
}

/** Reads the source of a file that exports a schedule. What cannot be parsed has no lines. */
export async function readPropertyLines(source: string): Promise<PropertyLines> {
  const { parse } = await import('@babel/parser');
  const program = programOf(parse, source);
  return { of: (path) => (program === null ? null : lineIn(program, path)) };
}

function programOf(parse: typeof parseSource, source: string): Program | null {
  for (const plugins of [['typescript' as const], ['typescript' as const, 'jsx' as const]]) {
    try {
      return parse(source, { sourceType: 'module', plugins, errorRecovery: true }).program;
    } catch {
      // Type assertions in angle brackets and JSX exclude each other: the other way is tried.
    }
  }
  return null;
}

function lineIn(program: Program, path: readonly string[]): number | null {
  let node = definitionIn(program);
  let line = node?.loc?.start.line ?? null;
  for (const name of path) {
    const found = memberOf(program, node, name);
    if (found === null) break;
    line = found.line;
    node = found.node;
  }
  return line;
}

/** What the file exports as its schedule; the object itself where it can be found. */
function definitionIn(program: Program): Node {
  const main = program.body.find((each) => each.type === 'ExportDefaultDeclaration');
  if (main !== undefined) return objectOf(program, main.declaration) ?? main.declaration;
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const { declaration } = statement;
    if (declaration?.type === 'VariableDeclaration') {
      const found = declaration.declarations
        .map(({ init }) => objectOf(program, init))
        .find((each) => each !== null);
      if (found !== undefined) return found;
    }
    const renamed = statement.specifiers.find(
      (each) =>
        each.type === 'ExportSpecifier' &&
        each.exported.type === 'Identifier' &&
        each.exported.name === 'default',
    );
    if (renamed?.type === 'ExportSpecifier') return objectOf(program, renamed.local);
  }
  return null;
}

interface Found {
  readonly line: number | null;
  readonly node: Node;
}

function memberOf(program: Program, node: Node, name: string, hops = mostHops): Found | null {
  const value = objectOf(program, node);
  if (value?.type === 'ArrayExpression') return itemOf(value.elements[Number(name)]);
  if (value?.type !== 'ObjectExpression' || hops === 0) return null;
  // The last one counts.
  for (const property of value.properties.toReversed()) {
    const found =
      property.type === 'SpreadElement'
        ? memberOf(program, property.argument, name, hops - 1)
        : propertyAt(property, name);
    if (found !== null) return found;
  }
  return null;
}

function itemOf(item: Item | undefined): Found | null {
  return item === undefined || item === null ? null : { line: item.loc?.start.line ?? null, node: item };
}

function propertyAt(
  property: Exclude<Property, { readonly type: 'SpreadElement' }>,
  name: string,
): Found | null {
  if (keyOf(property) !== name) return null;
  const node = property.type === 'ObjectProperty' ? property.value : null;
  return { line: property.loc?.start.line ?? null, node };
}

function keyOf({ key, computed }: Exclude<Property, { readonly type: 'SpreadElement' }>): string | null {
  if (key.type === 'Identifier') return computed ? null : key.name;
  return key.type === 'StringLiteral' || key.type === 'NumericLiteral' ? String(key.value) : null;
}

/** The object or list behind assertions, calls around it and names; null where there is none. */
function objectOf(program: Program, start: Node | undefined): Node {
  let node: Node | undefined = start;
  for (let hop = 0; hop < mostHops; hop += 1) {
    switch (node?.type) {
      case 'ObjectExpression':
      case 'ArrayExpression':
        return node;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'ParenthesizedExpression':
        node = node.expression;
        break;
      case 'CallExpression':
        node = node.arguments[0];
        break;
      case 'Identifier':
        node = declaredAs(program, node.name);
        break;
      default:
        return null;
    }
  }
  return null;
}

/** What a name at the top of the file stands for. */
function declaredAs(program: Program, name: string): Node {
  for (const statement of program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') continue;
    const found = declared.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name);
    if (found !== undefined) return found.init ?? null;
  }
  return null;
}
