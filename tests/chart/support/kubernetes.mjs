// Manifests against Kubernetes' own schemas, strictly: a field that no schema ever looks at is none.
import { schemaOf } from "./modules.mjs";

// Wraps data so that every property that is read is noted.
function watched(data, path, seen) {
  if (data === null || typeof data !== "object") return data;
  return new Proxy(data, {
    get(target, key) {
      if (typeof key === "string") seen.add(`${path}/${key}`);
      return watched(Reflect.get(target, key), `${path}/${String(key)}`, seen);
    },
  });
}

function unread(data, path, seen) {
  if (data === null || typeof data !== "object") return [];
  return Object.keys(data).flatMap((key) => {
    const own = `${path}/${key}`;
    return seen.has(own) ? unread(data[key], own, seen) : [`${own} is no field`];
  });
}

// Texts that say what is wrong; none for a sound manifest.
export function complaints(manifest) {
  const validate = schemaOf(manifest.apiVersion, manifest.kind);
  if (validate === undefined)
    return [`${manifest.apiVersion} ${manifest.kind} is no kind of Kubernetes`];
  const seen = new Set();
  const valid = validate(watched(manifest, "", seen));
  const wrong = valid
    ? []
    : validate.errors.map(
        (error) => `${error.instancePath}: ${error.keyword} ${JSON.stringify(error.params)}`,
      );
  return [...wrong, ...unread(manifest, "", seen)];
}
