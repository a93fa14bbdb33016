#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace itops::ldap_auth {

/// One entry of an answer: its DN as the server spells it, and the values of its attributes, whose
/// names compare without case. A value.
class LdapEntry {
 public:
  explicit LdapEntry(std::string dn) : dn_(std::move(dn)) {}

  const std::string& dn() const { return dn_; }
  /// Any bytes; empty when the attribute is absent.
  const std::vector<std::string>& values(std::string_view attribute) const;
  /// The first value; empty when the attribute is absent.
  std::string first(std::string_view attribute) const;

  /// Adds values. The name may carry options, as in `member;range=0-1499`.
  void add(const std::string& attribute, std::vector<std::string> values);
  /// The attribute's name with its range when only the first part of its values came.
  const std::map<std::string, std::size_t>& incomplete() const { return incomplete_; }
  void completed(const std::string& attribute) { incomplete_.erase(attribute); }

 private:
  std::string dn_;
  std::map<std::string, std::vector<std::string>, std::less<>> values_;  ///< by lower-case name
  std::map<std::string, std::size_t> incomplete_;  ///< where the next range begins
};

}  // namespace itops::ldap_auth
