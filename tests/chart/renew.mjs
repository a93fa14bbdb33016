// Writes what is generated anew, for the review to show.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { generated } from "./support/golden.mjs";

for (const { path, text } of generated()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
