#include "registry/service_record.hpp"

#include <cctype>

namespace itops::registry {

std::string_view fieldOwnerName(FieldOwner owner) {
  switch (owner) {
    case FieldOwner::kPush:
      return "push";
    case FieldOwner::kPerson:
      return "person";
    case FieldOwner::kAgent:
      return "agent";
    case FieldOwner::kNobody:
      break;
  }
  return "default";
}

std::string addedTagField(std::string_view tag) {
  return "tags." + std::string(tag);
}

FieldOwner parseFieldOwner(std::string_view name) {
  for (const auto owner : {FieldOwner::kPush, FieldOwner::kPerson, FieldOwner::kAgent}) {
    if (fieldOwnerName(owner) == name) return owner;
  }
  return FieldOwner::kNobody;
}

FieldOwner ServiceFields::ownerOf(std::string_view field) const {
  const auto found = owners.find(field);
  return found == owners.end() ? FieldOwner::kNobody : found->second;
}

bool ServiceFields::maySet(std::string_view field, FieldOwner writer) const {
  return ownerOf(field) <= writer;
}

int criticalityRank(std::string_view criticality) {
  if (criticality == "critical") return 1;
  if (criticality == "high") return 2;
  return criticality == "medium" ? 3 : 4;
}

std::string defaultDisplayName(std::string_view service_name) {
  std::string result;
  bool word_start = true;
  for (const char c : service_name) {
    if (c == '-' || c == '_') {
      result += ' ';
      word_start = true;
      continue;
    }
    result += word_start ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    word_start = false;
  }
  return result;
}

}  // namespace itops::registry
