#include "exclusion/correction.hpp"

namespace itops::sla {
namespace {

constexpr std::string_view kIncident = "incident";
constexpr std::string_view kExclusionWindow = "exclusion_window";

}  // namespace

std::string_view correctionKindName(Correction::Kind kind) {
  return kind == Correction::Kind::kIncident ? kIncident : kExclusionWindow;
}

Correction::Kind correctionKindFrom(std::string_view word) {
  return word == kIncident ? Correction::Kind::kIncident : Correction::Kind::kExclusionWindow;
}

}  // namespace itops::sla
