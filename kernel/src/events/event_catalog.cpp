#include "events/event_catalog.hpp"

#include <algorithm>
#include <regex>

#include "itops/error.hpp"

namespace itops::events {
namespace {

class MemberList final : public EventDescriber {
 public:
  void member(std::string_view name, std::string_view type, bool optional,
              std::string_view help) override {
    members.push_back({std::string(name), std::string(type), optional, std::string(help)});
  }

  std::vector<EventMember> members;
};

void checkName(const std::string& owner, const std::string& name) {
  static const std::regex kForm("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+/[1-9][0-9]{0,3}");
  if (name.size() <= 100 && std::regex_match(name, kForm)) return;
  throw Error(ErrorKind::kInvalid, "event_type_invalid",
              owner + " declares the event type '" + name +
                  "'; expected words of small letters with dots between and a revision behind, at "
                  "most 100 characters, such as disks.full/1.");
}

}  // namespace

void EventCatalog::declare(const std::string& owner, const EventType& type) {
  const std::string name(type.name);
  checkName(owner, name);
  const auto known = events_.find(name);
  if (known != events_.end() && known->second.owner != owner) {
    throw Error(ErrorKind::kConflict, "event_duplicate",
                owner + " declares the event type " + name + ", which " + known->second.owner +
                    " has declared; choose another name.");
  }
  MemberList list;
  type.describe(list);
  events_[name] = {owner,
                   name,
                   std::string(type.summary),
                   std::string(type.permission),
                   std::string(type.ordered_by),
                   std::move(list.members)};
}

void EventCatalog::requireDeclared(const std::string& owner, std::string_view type) const {
  const DeclaredEvent* event = find(type);
  if (event != nullptr && event->owner == owner) return;
  throw Error(ErrorKind::kInternal, "event_undeclared",
              owner + " publishes the event type " + std::string(type) +
                  " without declaring it; call EventBus::declare() in start().");
}

const DeclaredEvent* EventCatalog::find(std::string_view type) const {
  const auto known = events_.find(type);
  return known == events_.end() ? nullptr : &known->second;
}

void EventCatalog::removeOwner(const std::string& owner) {
  std::erase_if(events_, [&](const auto& entry) { return entry.second.owner == owner; });
}

}  // namespace itops::events
