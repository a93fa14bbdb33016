#pragma once

#include <string>
#include <vector>

#include "ingest/warning.hpp"

namespace itops::ingest {

/// `code field` of each warning, in order, for comparisons that read well.
inline std::vector<std::string> codesOf(const Warnings& warnings) {
  std::vector<std::string> codes;
  for (const Warning& warning : warnings) codes.push_back(warning.code + " " + warning.field);
  return codes;
}

}  // namespace itops::ingest
