// What is made of the charts and checked in: manifests of each variant, and each README.
import { existsSync, readFileSync } from "node:fs";
import { chartFolder, renderText, variants } from "./helm.mjs";
import { root } from "./modules.mjs";
import { readme } from "./readme.mjs";

export const charts = ["itops", "test-database"];

// [{path, text}]: what the files have to hold.
export function generated() {
  return charts.flatMap((chart) => [
    ...variants(chart).map(({ name, file }) => ({
      path: `${root}tests/golden/charts/${chart}/${name}.yaml`,
      text: renderText([file], { chart }),
    })),
    { path: `${chartFolder(chart)}/README.md`, text: readme(chart) },
  ]);
}

export const present = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");
