#pragma once

#include <cstdio>
#include <cstdlib>

namespace itops::fuzz {

/// Ends the run with a finding, for which libFuzzer keeps the input.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "finding: %s\n", what);
  std::abort();
}

}  // namespace itops::fuzz
