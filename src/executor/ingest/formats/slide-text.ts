import { Parser } from 'htmlparser2';
import { createDepthGuard } from './depth-guard.ts';
import { createMarkdownWriter } from './markdown-writer.ts';

const titles = new Set(['title', 'ctrTitle']);
/** Numbers and dates that stand on every slide, and the small picture of the slide on its notes. */
const ignored = new Set(['sldNum', 'dt', 'ftr', 'hdr', 'sldImg']);

/** The texts of a slide, or of the notes of one (ECMA-376, part 1, chapters 19 and 21). */
export function readSlide(xml: string): { readonly title: string; readonly body: string } {
  const title = createMarkdownWriter();
  const body = createMarkdownWriter();
  const depth = createDepthGuard();
  let placeholder = '';
  let inText = false;
  const setPlaceholder = (type: string) => {
    placeholder = type;
  };
  const setInText = (now: boolean) => {
    inText = now;
  };
  const writer = () => (titles.has(placeholder) ? title : body);

  const opened = new Map<string, (attributes: Record<string, string>) => void>([
    ['p:sp', () => setPlaceholder('')],
    ['p:ph', ({ type = '' }) => setPlaceholder(type)],
    ['a:p', () => writer().block()],
    ['a:br', () => writer().lineEnd()],
    ['a:t', () => setInText(true)],
    ['a:tbl', body.tableStart],
    ['a:tr', body.rowStart],
    ['a:tc', body.cellStart],
  ]);
  const closed = new Map<string, () => void>([
    ['p:sp', () => setPlaceholder('')],
    ['a:t', () => setInText(false)],
    ['a:tbl', body.tableEnd],
  ]);
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth.enter();
        opened.get(name)?.(attributes);
      },
      onclosetag(name) {
        depth.leave();
        closed.get(name)?.();
      },
      ontext(text) {
        if (inText && !ignored.has(placeholder)) writer().text(text);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return { title: title.result().replaceAll(/\s+/g, ' '), body: body.result() };
}
