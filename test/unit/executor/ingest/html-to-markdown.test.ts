import { describe, expect, test } from 'vitest';
import { htmlToMarkdown } from '../../../../src/executor/ingest/formats/html-to-markdown.ts';

describe('a web page as Markdown', () => {
  test.each([
    ['headings and paragraphs', '<h2>A <i>b</i></h2><p>c\n  d</p>e', '## A b\n\nc d\n\ne'],
    ['characters by name', '&lt;b&gt; &amp; &eacute;', '<b> & é'],
    ['line ends', 'a<br>b', 'a\nb'],
    ['lists in lists', '<ul><li>a<ol><li>b<li>c</ol><li>d</ul>', '- a\n\n  1. b\n\n  2. c\n\n- d'],
    ['code', '<pre><code>a\n  ```b</code></pre>', '````\na\n  ```b\n````'],
    ['links of the web', '<a href="https://x.y/z">go</a>', 'go <https://x.y/z>'],
    ['pictures by their text', '<img src="x.png" alt="A cat">', 'A cat'],
    [
      'tables',
      '<table><tr><th>A</th><th>B</th></tr><tr><td><p>1|2</p></td></tr></table>',
      '| A | B |\n| --- | --- |\n| 1\\|2 |  |',
    ],
    ['tables in tables', '<table><tr><td>a<table><tr><td>b</table></table>', '| a b |\n| --- |'],
    ['a table that never ends', '<table><tr><td>a', '| a |\n| --- |'],
  ])('has %s', (_, html, markdown) => {
    expect(htmlToMarkdown(html)).toBe(markdown);
  });

  test.each([
    ['scripts', 'a<script>alert("<p>x")</script>b', 'ab'],
    ['styles and the head', '<head><title>t</title><style>x{}</style></head>b', 'b'],
    ['forms', '<select><option>1</select><textarea>x</textarea>b', 'b'],
    ['other addresses', '<a href="javascript:x()">a</a>', 'a'],
  ])('leaves %s out', (_, html, markdown) => {
    expect(htmlToMarkdown(html)).toBe(markdown);
  });

  test('takes broken markup as far as it goes', () => {
    expect(htmlToMarkdown('</p><b>a</i><p>b<')).toBe('a\n\nb<');
  });

  test('refuses one that is nested too deeply, quickly', () => {
    expect(() => htmlToMarkdown('<div>'.repeat(200_000))).toThrow('nested too deeply');
  });
});
