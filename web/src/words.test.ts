/** Whether every text of the console is said: what nothing names, nobody reads. */

import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = `${resolve(dirname(fileURLToPath(import.meta.url)), '..')}/`;

function read(): ts.Program {
  const config = ts.getParsedCommandLineOfConfigFile(
    `${root}tsconfig.json`,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => {},
    },
  );
  if (!config) throw new Error('no tsconfig.json');
  return ts.createProgram(config.fileNames, config.options);
}

const isCatalogue = (file: string) => file.includes('/src/') && file.endsWith('/words.ts');
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.includes('/testing/');

/** The texts that no line of the console names. A group taken as a whole (by a computed key, as an argument) is named with all it holds. */
function unsaid(program: ts.Program): string[] {
  const checker = program.getTypeChecker();
  const said = new Set<ts.Node>();

  const take = (declaration: ts.Node, whole: boolean) => {
    said.add(declaration);
    if (whole) declaration.forEachChild((child) => takeAll(child));
  };
  const takeAll = (node: ts.Node) => {
    said.add(node);
    node.forEachChild(takeAll);
  };
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node)) {
      let symbol = checker.getSymbolAtLocation(node);
      if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
      if (ts.isBindingElement(node.parent)) {
        const group = checker.getTypeAtLocation(node.parent.parent);
        symbol = group.getProperty((node.parent.propertyName ?? node.parent.name).getText());
      }
      for (const declaration of symbol?.declarations ?? []) {
        if (!isCatalogue(declaration.getSourceFile().fileName) || declaration === node.parent) continue;
        const use = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
        const named =
          (ts.isPropertyAccessExpression(use.parent) && use.parent.expression === use) ||
          ts.isImportSpecifier(use.parent) ||
          ts.isBindingElement(use.parent) ||
          // Under a type of its own, what is read later is no property of the catalogue any more.
          (ts.isVariableDeclaration(use.parent) && use.parent.initializer === use && !use.parent.type);
        take(declaration, !named);
      }
    }
    node.forEachChild(visit);
  };
  const files = program.getSourceFiles().filter((file) => file.fileName.startsWith(`${root}src/`));
  for (const file of files) if (!isTest(file.fileName)) visit(file);

  const left: string[] = [];
  const look = (node: ts.Node, file: ts.SourceFile) => {
    if (ts.isPropertyAssignment(node) && !said.has(node)) {
      left.push(`${file.fileName.slice(root.length)}: ${node.name.getText()}`);
      return;
    }
    node.forEachChild((child) => look(child, file));
  };
  for (const file of files) if (isCatalogue(file.fileName)) look(file, file);
  return left;
}

it('every text of the console is said somewhere', { timeout: 120_000 }, () => {
  expect(unsaid(read())).toEqual([]);
});
