#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/event_bus.hpp"

namespace itops::events {

/// A member of an event, for documentation.
struct EventMember {
  std::string name;
  std::string type;
  bool optional = false;
  std::string help;
};

/// A declared type of event.
struct DeclaredEvent {
  std::string owner;
  std::string name;
  std::string summary;
  std::string permission;
  std::string ordered_by;  ///< empty when the event doesn't say
  std::vector<EventMember> members;
};

/// Which types of events there are, and who may publish them. Filled while plugins start, constant
/// afterwards. [main] for declare, then [any].
class EventCatalog {
 public:
  /// Throws Error(kConflict, "event_duplicate") when another owner declares the type, Error(
  /// kInvalid, "event_type_invalid") for a name that isn't `words.of_it/revision`.
  void declare(const std::string& owner, const EventType& type);

  /// Throws Error(kInternal, "event_undeclared") unless the owner declared the type.
  void requireDeclared(const std::string& owner, std::string_view type) const;

  /// Empty for a type that nobody declared.
  const DeclaredEvent* find(std::string_view type) const;

  /// By name.
  const std::map<std::string, DeclaredEvent, std::less<>>& all() const { return events_; }

  void removeOwner(const std::string& owner);

 private:
  std::map<std::string, DeclaredEvent, std::less<>> events_;
};

}  // namespace itops::events
