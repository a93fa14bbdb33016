// A chart's README: README.head.md, then a table of what the comments beginning with `--` in values.yaml say.
import { readFileSync } from "node:fs";
import { chartFolder } from "./helm.mjs";
import { YAML } from "./modules.mjs";

const kMark = " -- ";

// The comment of a value: from the mark on; what stands before it is about the section.
function explanation(comment) {
  const at = (comment ?? "").lastIndexOf(kMark);
  return at < 0
    ? undefined
    : comment
        .slice(at + kMark.length)
        .split("\n")
        .map((line) => line.trim())
        .join(" ");
}

// The first key of a map has the comment of the map itself.
function commentOf(pair, map, at) {
  return pair.key.commentBefore ?? (at === 0 ? map.commentBefore : undefined);
}

function rowsOf(map, path) {
  return map.items.flatMap((pair, at) => {
    const key = [...path, pair.key.value].join(".");
    const text = explanation(commentOf(pair, map, at));
    if (text !== undefined) return [{ key, text, value: pair.value?.toJSON() ?? null }];
    if (!YAML.isMap(pair.value))
      throw new Error(`${key} of values.yaml is not explained: give it a comment "# -- ..."`);
    return rowsOf(pair.value, [...path, pair.key.value]);
  });
}

export function explainedValues(chart) {
  return rowsOf(
    YAML.parseDocument(readFileSync(`${chartFolder(chart)}/values.yaml`, "utf8")).contents,
    [],
  );
}

const cell = (text) => text.replaceAll("|", "\\|");

export function readme(chart) {
  const rows = explainedValues(chart).map(
    ({ key, text, value }) => `| \`${key}\` | \`${cell(JSON.stringify(value))}\` | ${cell(text)} |`,
  );
  const head = readFileSync(`${chartFolder(chart)}/README.head.md`, "utf8");
  return `${head}\n## Values\n\n| value | default | meaning |\n|---|---|---|\n${rows.join("\n")}\n`;
}
