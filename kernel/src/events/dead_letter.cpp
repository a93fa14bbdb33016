#include "events/dead_letter.hpp"

#include <charconv>

namespace itops::events {
namespace {

template <class Number>
bool readWhole(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number > 0;
}

}  // namespace

std::string toString(const DeliveryId& id) {
  return std::to_string(id.event_id) + "." + std::to_string(id.consumer_id);
}

std::optional<DeliveryId> parseDeliveryId(std::string_view text) {
  const auto dot = text.find('.');
  DeliveryId id;
  if (dot == std::string_view::npos || !readWhole(text.substr(0, dot), id.event_id) ||
      !readWhole(text.substr(dot + 1), id.consumer_id)) {
    return std::nullopt;
  }
  return id;
}

}  // namespace itops::events
