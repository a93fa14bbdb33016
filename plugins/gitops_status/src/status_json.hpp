#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "history_entry.hpp"
#include "report_reader.hpp"
#include "server.hpp"

namespace itops::gitops {

/// How long ago a server was last heard of.
struct Age {
  std::int64_t seconds = 0;
  bool is_stale = false;
};

/// Appends a server as the documented API shows it: all members, always, in one order, null for
/// what was never told. With an age, `last_check_age_seconds` and `stale` follow. Straight into the
/// text, as a list has ten thousand of them. [any]
void appendServer(std::string& out, const Server& server, const std::optional<Age>& age);

/// A server as an entry of the version 2 file. [any]
void appendStoredServer(std::string& out, const Server& server);

/// A server as version 1 showed it: it knew two words, so all but `synced` is `OUT_OF_SYNC`. [any]
std::string legacyText(const Server& server);

/// The answer to a report that was stored. [any]
std::string storedText(const std::vector<ReportWarning>& warnings);

/// One entry of a server's history. [any]
boost::json::object historyJson(const HistoryEntry& entry);

/// An entity tag for a body; equal bodies have equal ones on all replicas. Weak, as the body may be
/// compressed on its way. [any]
std::string entityTagOf(const std::string& body);

/// True when an If-None-Match header names the tag. [any]
bool namesEntityTag(std::string_view if_none_match, std::string_view tag);

}  // namespace itops::gitops
