import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import t from 'tap';
import ts from 'typescript';
import { packageRoot } from '../../src/root.js';

const isYear = (n: number): boolean => Number.isInteger(n) && n >= 2005 && n <= 2040;
const aboutAYear = /^(19|20)\d\d([-/.]\d{1,4})*$/;
const isEdition = /(^|\.)(edition|editionId|year|wresYear)$/i;
const comparing = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);

/** What a file says about a year in its code, comments apart: a year as a number or as text, or a choice made on an edition. */
function yearsIn(name: string, text: string): readonly string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const at = (node: ts.Node, what: string) =>
    found.push(
      `${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}: ${node.getText().slice(0, 60)}`,
    );
  const isFixed = (node: ts.Node) => ts.isStringLiteralLike(node) || ts.isNumericLiteral(node);
  const look = (node: ts.Node): void => {
    if (ts.isNumericLiteral(node) && isYear(Number(node.text))) at(node, 'a year');
    if (ts.isStringLiteralLike(node) && aboutAYear.test(node.text)) at(node, 'a year');
    if (ts.isBinaryExpression(node) && comparing.has(node.operatorToken.kind)) {
      const sides = [node.left, node.right];
      if (sides.some((s) => isEdition.test(s.getText())) && sides.some(isFixed)) at(node, 'a comparison');
    }
    if (ts.isSwitchStatement(node) && isEdition.test(node.expression.getText())) at(node.expression, 'a switch');
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

t.test('no year and no choice on an edition in the code of the library and the indicators', async (t) => {
  const found = ['src', 'indicators'].flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile() && e.name.endsWith('.ts'))
      .flatMap((e) => {
        const path = join(e.parentPath, e.name);
        return yearsIn(relative(packageRoot, path), readFileSync(path, 'utf8'));
      }),
  );
  t.same(found, [], 'put the year into an edition file, or make the arithmetic a named method that the edition picks');
});

t.test('what the rule sees', async (t) => {
  const forbidden = [
    'const last = 2025;',
    "const from = '2024-04-01';",
    "const label = '2024/25';",
    "if (edition === 'x') f();",
    "if (run.edition >= 'x') f();",
    'switch (this.edition) { default: }',
    'if (year > 3) f();',
    'const o = { 2020: 1 };',
  ];
  for (const code of forbidden) t.equal(yearsIn('a.ts', code).length > 0, true, code);
  const allowed = [
    '/** 31 March 2025. */ const epoch = 1904;',
    'const kilobytes = 2048;',
    'if (a.edition === b.edition) f();',
    "const text = 'such as 31-MAR-2025';",
    'if (age > 16) f();',
  ];
  for (const code of allowed) t.same(yearsIn('a.ts', code), [], code);
});
