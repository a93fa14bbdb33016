#include "exclusion/exclusion_scope.hpp"

namespace itops::sla {
namespace {

constexpr std::size_t kScopePathBytesMax = 1024;

}  // namespace

ExclusionScope exclusionScopeFrom(BodyReader& body) {
  ExclusionScope scope{body.text("path", kScopePathBytesMax), body.text("group")};
  const bool everything = body.flag("all").value_or(false);
  const int given = (body.has("path") ? 1 : 0) + (body.has("group") ? 1 : 0) + (everything ? 1 : 0);
  if (given != 1) {
    body.wrong("path", "Expected exactly one of path, group and \"all\": true.");
  }
  return scope;
}

bool hasExclusionScope(const BodyReader& body) {
  return body.has("path") || body.has("group") || body.has("all");
}

}  // namespace itops::sla
