#include "config/settings.hpp"

#include <utility>
#include <variant>

#include "config/expectation.hpp"
#include "itops/error.hpp"

namespace itops::config {
namespace {

bool isEmptyText(const Entry& entry) {
  if (entry.values.size() != 1) return false;
  if (const auto* text = std::get_if<std::string>(&entry.values[0])) return text->empty();
  const auto* secret = std::get_if<Secret>(&entry.values[0]);
  return secret != nullptr && secret->empty();
}

[[noreturn]] void throwWrongType(const Entry& entry) {
  throw Error(ErrorKind::kInternal, "setting_type",
              "The setting " + entry.setting.key + " was asked for as another type.",
              "expected " + expectation(entry.setting));
}

}  // namespace

Settings::Settings(std::vector<Entry> entries) : entries_(std::move(entries)) {
  for (std::size_t position = 0; position < entries_.size(); ++position) {
    positions_.emplace(entries_[position].setting.key, position);
  }
}

const Entry& Settings::entry(std::string_view key) const {
  const auto known = positions_.find(key);
  if (known != positions_.end()) return entries_[known->second];
  throw Error(ErrorKind::kInternal, "setting_unknown",
              "The setting " + std::string(key) + " is not declared.");
}

template <class T>
const T& Settings::single(std::string_view key) const {
  const Entry& found = entry(key);
  if (found.setting.isList() || !std::holds_alternative<T>(found.values.at(0))) {
    throwWrongType(found);
  }
  return std::get<T>(found.values[0]);
}

template <class T>
std::vector<T> Settings::list(std::string_view key) const {
  const Entry& found = entry(key);
  if (!found.setting.isList()) throwWrongType(found);
  std::vector<T> items;
  for (const Value& value : found.values) {
    if (!std::holds_alternative<T>(value)) throwWrongType(found);
    items.push_back(std::get<T>(value));
  }
  return items;
}

bool Settings::boolean(std::string_view key) const {
  return single<bool>(key);
}

std::int64_t Settings::integer(std::string_view key) const {
  return single<std::int64_t>(key);
}

double Settings::number(std::string_view key) const {
  return single<double>(key);
}

std::chrono::milliseconds Settings::duration(std::string_view key) const {
  return single<std::chrono::milliseconds>(key);
}

std::string Settings::text(std::string_view key) const {
  return single<std::string>(key);
}

Secret Settings::secret(std::string_view key) const {
  return single<Secret>(key);
}

std::vector<std::int64_t> Settings::integers(std::string_view key) const {
  return list<std::int64_t>(key);
}

std::vector<std::string> Settings::textList(std::string_view key) const {
  return list<std::string>(key);
}

bool Settings::isSet(std::string_view key) const {
  const Entry& found = entry(key);
  return found.origin.kind != Origin::Kind::kDefault && !isEmptyText(found);
}

bool Settings::production() const {
  return text("server.environment") == "production";
}

Settings Settings::withSecret(std::string_view key, const Secret& value) const {
  const Entry& old = entry(key);
  if (!old.setting.isSecret()) throwWrongType(old);
  auto parsed = parseValue(old.setting, value.reveal());
  if (const auto* bad = std::get_if<BadValue>(&parsed)) {
    throw Error(ErrorKind::kInternal, "setting_value",
                "The value made for " + old.setting.key + " is " + bad->found + ", expected " +
                    bad->expected + ".");
  }
  std::vector<Entry> entries = entries_;
  Entry& changed = entries[positions_.find(key)->second];
  changed.values = {std::get<Value>(std::move(parsed))};
  changed.origin = {.kind = Origin::Kind::kGenerated};
  return Settings(std::move(entries));
}

}  // namespace itops::config
