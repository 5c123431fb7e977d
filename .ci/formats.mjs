// Reads the reports in a folder as their consumers do. It is run by
// .ci/formats: node formats.mjs TOOLS PROJECT FOLDER.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [tools, project, folder] = process.argv.slice(2);
const require = createRequire(tools + "/");
const { JSDOM } = require("jsdom");
const { HtmlValidate } = require("html-validate");
const { default: Ajv2020 } = require("ajv/dist/2020");
const MarkdownIt = require("markdown-it");
const window = new JSDOM("").window;
Object.assign(globalThis, { window, document: window.document, Element: window.Element });
const { default: mermaid } = await import(pathToFileURL(tools + "/node_modules/mermaid/dist/mermaid.core.mjs"));

const read = (name) => readFileSync(name, "utf8");
const reports = (ending) => readdirSync(folder).filter((n) => n.endsWith(ending)).map((n) => [n, read(`${folder}/${n}`)]);
const must = (ok, ...words) => {
  if (!ok) throw new Error(words.join(": "));
};

// JSON, as its schema has it.
const ajv = new Ajv2020({ strict: false, logger: false });
const valid = (schema) => {
  const check = ajv.compile(JSON.parse(read(`${project}/${schema}`)));
  return (name, text) => must(check(JSON.parse(text)), name, ajv.errorsText(check.errors));
};
const code = valid("docs/json-output.schema.json");
reports(".json").forEach(([name, text]) => code(name, text));
const quality = valid("testdata/schema/gitlab-code-quality.json");
let issues = 0;
for (const [name, text] of reports(".gitlab")) {
  quality(name, text);
  const ids = JSON.parse(text).map((i) => i.fingerprint);
  must(new Set(ids).size === ids.length, name, "a fingerprint is there twice");
  issues += ids.length;
}
console.log(`json: ${reports(".json").length} documents; gitlab: ${issues} issues`);

// Workflow commands, as ActionCommand.TryParseV2 of the runner reads them.
const rank = { error: 0, warning: 1, notice: 2 };
let annotations = 0;
for (const [name, text] of reports(".github")) {
  let last = 0;
  for (const line of text.split("\n").slice(0, -1)) {
    const [, command, list] = line.match(/^::(\w+) (.*?)::(.+)$/) ?? [];
    must(command in rank, name, "no command", line);
    must(rank[command] >= last, name, "not in the order of severity", line);
    last = rank[command];
    const properties = Object.fromEntries(list.split(",").map((p) => p.split(/=(.*)/s)));
    for (const key in properties) {
      must(["file", "line", "endLine", "col", "endColumn", "title"].includes(key), name, "an unknown property", line);
    }
    must(properties.file && Number(properties.line) > 0 && properties.title, name, "not placed", line);
    annotations++;
  }
}
console.log(`github: ${annotations} annotations`);

// Markdown, as GitHub shows it: what is folded away is whole, every picture is
// drawn, and tables have their columns.
const markdown = new MarkdownIt({ html: true });
let pictures = 0;
for (const [name, text] of reports(".md")) {
  const page = new JSDOM(markdown.render(text)).window.document;
  must(page.querySelectorAll("h3").length === 1, name, "not one title");
  const folded = text.match(/^<details>/gm)?.length ?? 0;
  must(page.querySelectorAll("details > summary").length === folded, name, "not all is folded");
  must(!page.querySelector("details details"), name, "one is folded into another");
  for (const row of page.querySelectorAll("tr")) must(row.cells.length === 5, name, "a row of other columns");
  for (const picture of page.querySelectorAll("code.language-mermaid")) {
    await mermaid.parse(picture.textContent);
    must(!/[`]/.test(picture.textContent), name, "Markdown in a picture");
    pictures++;
  }
}
must(pictures > 0, "no picture in the Markdown");
console.log(`markdown: ${reports(".md").length} comments, ${pictures} pictures`);

// HTML, valid and whole.
const validator = new HtmlValidate({ extends: ["html-validate:recommended", "html-validate:document"] });
let found = 0;
for (const [name, text] of reports(".html")) {
  const said = await validator.validateString(text, name);
  must(said.valid, name, ...said.results.flatMap((r) => r.messages.map((m) => `${m.line} ${m.message}`)));
  const page = new JSDOM(text).window.document;
  must(!page.querySelector("script, img, link, iframe"), name, "needs something else");
  const findings = JSON.parse(read(`${folder}/${name.replace(/html$/, "json")}`)).stacks.flatMap((s) => [...s.findings, ...s.suppressed]);
  must(page.querySelectorAll("article.finding").length === findings.length, name, "not every finding is there");
  found += findings.length;
}
console.log(`html: ${reports(".html").length} pages, ${found} findings`);
