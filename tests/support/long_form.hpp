#pragma once

#include <cstdlib>

namespace itops::test {

/// True in `./dev test full`: tests whose size is a matter of patience take the long form then.
inline bool longForm() {
  return std::getenv("ITOPS_TEST_LONG") != nullptr;
}

}  // namespace itops::test
