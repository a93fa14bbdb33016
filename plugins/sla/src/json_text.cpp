#include "json_text.hpp"

#include <utility>

namespace itops::sla {
namespace {

namespace json = boost::json;

constexpr double kTenThousandths = 10'000;
constexpr int kDecimals = 4;

}  // namespace

std::string jsonText(const json::value& value) {
  return itops::jsonText(value, kDecimals);
}

json::value jsonOf(const std::optional<Percent>& percent) {
  if (!percent) return nullptr;
  return percent->tenThousandths() / kTenThousandths;
}

std::string pageText(json::array items, const std::optional<std::string>& next_cursor) {
  return itops::pageText(std::move(items), next_cursor, kDecimals);
}

}  // namespace itops::sla
