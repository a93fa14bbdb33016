// The real helm, without a cluster.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { helmBinary, root, YAML } from "./modules.mjs";

export const chartFolder = (chart) => `${root}charts/${chart}`;
export const documented = (name) => `${root}tests/chart/documented/${name}`;

// Secrets for renderings that are about something else.
export const secretEnv = {
  ITOPS_JWT_SECRET: "j".repeat(32),
  ITOPS_SECURITY_OPERATOR_API_KEY: "operator-key-for-tests",
  ITOPS_DATABASE_PASSWORD: "database-password",
};

export function variants(chart) {
  const files = readdirSync(`${chartFolder(chart)}/ci`).sort();
  return files.map((file) => ({
    name: file.replace("-values.yaml", ""),
    file: `${chartFolder(chart)}/ci/${file}`,
  }));
}

export function helm(...parameters) {
  const result = spawnSync(helmBinary, parameters, {
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: tmpdir() },
  });
  if (result.error) throw result.error;
  return result;
}

// A values file, or an object that becomes one.
function valueArguments(values, folder) {
  return values.flatMap((given, at) => {
    if (typeof given === "string") return ["-f", given];
    const file = join(folder, `${at}.yaml`);
    writeFileSync(file, YAML.stringify(given));
    return ["-f", file];
  });
}

function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "itops-chart-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function template(values, { chart = "itops", more = [], source = chartFolder(chart) } = {}) {
  return inFolder((folder) =>
    helm("template", chart, source, "-n", "itops", ...valueArguments(values, folder), ...more),
  );
}

// The notes that an installation prints: `helm template` leaves them out, so they go into a ConfigMap of a copied chart.
export function notes(values) {
  return inFolder((folder) => {
    cpSync(chartFolder("itops"), folder, { recursive: true });
    const text = readFileSync(`${folder}/templates/NOTES.txt`, "utf8");
    const wrapped = `{{ define "notes" }}${text}{{ end }}\nkind: ConfigMap\nmetadata: {name: notes}\ndata:\n  text: |{{ include "notes" . | nindent 4 }}\n`;
    writeFileSync(`${folder}/templates/notes.yaml`, wrapped);
    return find(render(values, { source: folder }), "ConfigMap", "notes").data.text;
  });
}

export function renderText(values, options) {
  const { status, stdout, stderr } = template(values, options);
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

// The manifests that these values give, without those of `helm test` unless they are asked for.
export function render(values, options = {}) {
  const more = options.withTests ? [] : ["--skip-tests"];
  const documents = YAML.parseAllDocuments(renderText(values, { ...options, more }));
  return documents.map(manifestOf).filter(Boolean);
}

function manifestOf(document) {
  if (document.errors.length > 0) throw document.errors[0];
  return document.toJS();
}

// What helm says to values that it must not take.
export function refusal(values, options) {
  const { status, stdout, stderr } = template(values, options);
  if (status === 0) throw new Error(`helm took these values:\n${stdout}`);
  return stderr;
}

export function find(manifests, kind, name) {
  const found = manifests.filter(
    (one) => one.kind === kind && (name === undefined || one.metadata.name === name),
  );
  if (found.length !== 1)
    throw new Error(`${found.length} manifests ${kind} ${name ?? ""} instead of one`);
  return found[0];
}

export const has = (manifests, kind, name) =>
  manifests.some((one) => one.kind === kind && (name === undefined || one.metadata.name === name));

export const corePod = (manifests) =>
  find(manifests, "Deployment", "itops-core").spec.template.spec;
export const coreContainer = (manifests) => corePod(manifests).containers[0];
