// Reads diagrams with the real Mermaid: texts come in as a JSON array, what Mermaid makes of each goes out as another.
// The folder with `mermaid` and `jsdom` in its `node_modules` is the one argument.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fs from 'node:fs';

const folder = path.resolve(process.argv[2]);
const { JSDOM } = createRequire(path.join(folder, 'any.js'))('jsdom');
const { window } = new JSDOM('<!doctype html>');
globalThis.window = window;
globalThis.document = window.document;
const core = path.join(folder, 'node_modules/mermaid/dist/mermaid.core.mjs');
const mermaid = (await import(pathToFileURL(core))).default;
mermaid.initialize({ startOnLoad: false, maxTextSize: 1e8, maxEdges: 1e6 });

// What a diagram without any directive leaves in the settings: flowcharts set some of their own.
const settings = {};
for (const text of ['flowchart LR\n a --> b', 'journey\n section a\n b: 3']) {
  const { diagramType } = await mermaid.parse(text);
  settings[diagramType] = JSON.stringify(mermaid.mermaidAPI.getConfig());
}

// What a browser shows of a text of Mermaid's: its own codes for characters become those of HTML first.
function shown(text) {
  const element = document.createElement('div');
  element.innerHTML = (text ?? '').replace(/ﬂ°°/g, '&#').replace(/ﬂ°/g, '&').replace(/¶ß/g, ';');
  for (const end of element.querySelectorAll('br')) end.replaceWith('\n');
  if (element.children.length > 0) throw new Error(`elements in ${text}`);
  return element.textContent;
}

function of(type, db) {
  if (type === 'journey') {
    const task = ({ section, task, score, people }) =>
      ({ section: shown(section), task: shown(task), score, people: people.map(shown) });
    return { title: shown(db.getDiagramTitle()), sections: db.getSections().map(shown), tasks: db.getTasks().map(task) };
  }
  const node = ({ id, text, classes, link }) => ({ id, text: shown(text), classes, link: link ?? null });
  const line = ({ start, end, text, stroke }) => ({ start, end, text: shown(text), stroke });
  return {
    title: shown(db.getAccTitle()),
    nodes: [...db.getVertices().values()].map(node),
    lines: db.getEdges().map(line),
    direction: db.getDirection(),
  };
}

const read = [];
for (const text of JSON.parse(fs.readFileSync(0, 'utf8'))) {
  try {
    const { diagramType, config } = await mermaid.parse(text);
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    const changed = JSON.stringify(mermaid.mermaidAPI.getConfig()) !== settings[diagramType] || Object.keys(config ?? {}).length > 0;
    read.push({ type: diagramType, changed, ...of(diagramType, diagram.db) });
  } catch (error) {
    read.push({ error: String(error.message ?? error) });
  }
}
fs.writeSync(1, JSON.stringify(read));
process.exit(0);
