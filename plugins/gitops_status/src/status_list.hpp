#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "server_repository.hpp"

namespace itops::gitops {

/// The list of all servers as text, made anew only when something changed.
///
/// Each call asks the database how many changes there were, in one short statement, and gives the
/// kept text only when it holds all of them. So a reader sees every write that was acknowledged
/// before its request, by this replica or another one; there is nothing to be told by others.
/// While the text is made by one caller the rest wait for it. [request]
class StatusList {
 public:
  struct Text {
    std::int64_t revision = 0;
    std::string body;
    std::string entity_tag;
  };

  /// The database outlives this object.
  explicit StatusList(Database& database) : reader_(database) {}

  /// Shared by the requests that are answered with it and the list, whoever is done last.
  std::shared_ptr<const Text> current();

 private:
  std::shared_ptr<const Text> makeText();

  ServerReader reader_;
  std::mutex mutex_;
  std::condition_variable made_;
  // Guarded by mutex_.
  std::shared_ptr<const Text> kept_;
  bool is_being_made_ = false;
};

}  // namespace itops::gitops
