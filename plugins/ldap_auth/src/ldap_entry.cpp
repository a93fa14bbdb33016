#include "ldap_entry.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace itops::ldap_auth {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

}  // namespace

const std::vector<std::string>& LdapEntry::values(std::string_view attribute) const {
  static const std::vector<std::string> kNone;
  const auto found = values_.find(lower(attribute));
  return found == values_.end() ? kNone : found->second;
}

std::string LdapEntry::first(std::string_view attribute) const {
  const auto& all = values(attribute);
  return all.empty() ? std::string() : all.front();
}

void LdapEntry::add(const std::string& attribute, std::vector<std::string> values) {
  const std::string whole = lower(attribute);
  const std::string name = whole.substr(0, whole.find(';'));
  auto& known = values_[name];
  known.insert(known.end(), std::make_move_iterator(values.begin()),
               std::make_move_iterator(values.end()));
  const auto range = whole.find(";range=");
  if (range == std::string::npos) return;
  const bool last = whole.ends_with("-*");
  if (last) {
    incomplete_.erase(name);
  } else {
    incomplete_[name] = known.size();
  }
}

}  // namespace itops::ldap_auth
