#pragma once

#include <string>
#include <string_view>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace my_plugin {

/// A note was added to a service. Other plugins may subscribe to it with a copy of this header.
struct NoteAdded {
  static constexpr std::string_view kType = "my_plugin.note_added/1";
  static constexpr std::string_view kSummary = "A note was added to a service.";
  static constexpr std::string_view kPermission = "my_plugin.read";

  itops::Uuid note_id;
  std::string path;
  std::string author;
  itops::Timestamp occurred_at{};

  /// Notes on one service are heard of in the order in which they were written.
  std::string orderingKey() const { return path; }

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("noteId", self.note_id, "Id of the note.");
    visit("path", self.path, "Path of the service.");
    visit("author", self.author, "Who wrote it.");
    visit("occurredAt", self.occurred_at, "When it was written.");
  }
};

}  // namespace my_plugin
