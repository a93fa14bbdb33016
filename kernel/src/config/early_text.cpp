#include "config/load.hpp"
#include "config/problems.hpp"
#include "config/resolve.hpp"
#include "config/schema.hpp"

namespace itops::config {

std::string earlyText(const Sources& sources, std::string_view key) {
  // Told by loadSettings(), which reads everything again once the plugins are known.
  Problems told_later;
  return Settings(resolve(sources, Schema(), told_later)).text(key);
}

}  // namespace itops::config
