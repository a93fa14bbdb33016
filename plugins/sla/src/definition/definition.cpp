#include "definition/definition.hpp"

#include <algorithm>
#include <iterator>

namespace itops::sla {
namespace {

template <class T>
struct Word {
  T value;
  std::string_view text;
};

constexpr Word<MaintenancePolicy> kMaintenanceWords[] = {
    {MaintenancePolicy::kExclude, "exclude"},
    {MaintenancePolicy::kCountUp, "count_up"},
    {MaintenancePolicy::kCountDown, "count_down"}};
constexpr Word<SilencePolicy> kSilenceWords[] = {{SilencePolicy::kDown, "down"},
                                                 {SilencePolicy::kUnknown, "unknown"}};
constexpr Word<RollUp> kRollUpWords[] = {
    {RollUp::kWorst, "worst"}, {RollUp::kAverage, "average"}, {RollUp::kAny, "any"}};

template <class T, std::size_t Count>
std::string_view wordOf(const Word<T> (&words)[Count], T value) {
  return std::find_if(std::begin(words), std::end(words),
                      [&](const auto& word) { return word.value == value; })
      ->text;
}

template <class T, std::size_t Count>
std::optional<T> valueOf(const Word<T> (&words)[Count], std::string_view text) {
  for (const auto& word : words) {
    if (word.text == text) return word.value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view maintenancePolicyName(MaintenancePolicy policy) {
  return wordOf(kMaintenanceWords, policy);
}

std::optional<MaintenancePolicy> parseMaintenancePolicy(std::string_view word) {
  return valueOf(kMaintenanceWords, word);
}

std::string_view silencePolicyName(SilencePolicy policy) {
  return wordOf(kSilenceWords, policy);
}

std::optional<SilencePolicy> parseSilencePolicy(std::string_view word) {
  return valueOf(kSilenceWords, word);
}

std::string_view rollUpName(RollUp rule) {
  return wordOf(kRollUpWords, rule);
}

std::optional<RollUp> parseRollUp(std::string_view word) {
  return valueOf(kRollUpWords, word);
}

}  // namespace itops::sla
