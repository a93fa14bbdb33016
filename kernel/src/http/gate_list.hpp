#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace itops::http {

/// Path prefixes of plugins that are switched off. An entry is made when a prefix is closed for the
/// first time and stays, so readers need no lock and memory is bounded by the number of prefixes.
class GateList {
 public:
  GateList() = default;
  ~GateList();
  GateList(const GateList&) = delete;
  GateList& operator=(const GateList&) = delete;

  void close(std::string_view prefix, std::string_view plugin_id);  ///< [any]
  void open(std::string_view prefix, std::string_view plugin_id);   ///< [any]

  /// The plugin whose closed prefix covers the path; empty when none does. With an owner, only that
  /// plugin's prefixes count. The view lives as long as the list. [any]
  std::string_view closedFor(std::string_view path, std::string_view owner = {}) const;

 private:
  struct Entry;
  Entry* find(std::string_view prefix, std::string_view plugin_id) const;

  std::mutex adding_;  ///< one writer at a time; readers follow the atomic pointers
  std::atomic<Entry*> first_{nullptr};
};

}  // namespace itops::http
