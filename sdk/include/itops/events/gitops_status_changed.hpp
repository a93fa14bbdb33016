#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "itops/timestamp.hpp"

namespace itops {

/// The configuration of a server went out of sync with its repository, or came back: its status or
/// the list of its changed files is another one, or it was reported for the first time. Published
/// by the plugin `gitops_status` in the transaction of the report. Ordered per server. For
/// EventBus::subscribe().
struct GitopsStatusChanged {
  static constexpr std::string_view kType = "gitops_status.changed/1";
  static constexpr std::string_view kSummary =
      "The sync status or the changed files of a server are others than before.";
  static constexpr std::string_view kPermission = "gitops_status.read";
  static constexpr std::string_view kOrderedBy = "serverGroup/host";

  std::string server_group;
  std::string host;
  std::string status;  ///< `synced`, `out_of_sync`, `failed`, `unknown`
  std::optional<std::string> previous_status = {};  ///< empty for a server that is new
  std::int32_t changed_files_count = 0;
  std::string source;       ///< `pipeline`, `cron` or `v1`
  Timestamp occurred_at{};  ///< receipt of the report

  /// Events of one server are heard of in their order.
  std::string orderingKey() const { return server_group + "/" + host; }

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("serverGroup", self.server_group, "Group of the server.");
    visit("host", self.host, "Name of the server in its group.");
    visit("status", self.status, "`synced`, `out_of_sync`, `failed` or `unknown`.");
    visit("previousStatus", self.previous_status, "Likewise; null for a server that is new.");
    visit("changedFilesCount", self.changed_files_count, "How many files are changed now.");
    visit("source", self.source, "Who reported: `pipeline`, `cron` or `v1`.");
    visit("occurredAt", self.occurred_at, "When the report arrived.");
  }
};

}  // namespace itops
