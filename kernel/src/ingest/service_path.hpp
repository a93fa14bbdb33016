#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/warning.hpp"

namespace itops::ingest {

inline constexpr std::size_t kSegmentLengthMax = 63;
/// Of a path as it is pushed, before it is put into shape.
inline constexpr std::size_t kPathBytesMax = 2048;
inline constexpr std::string_view kUnknownSegment = "unknown";

/// The identity of a service: four node segments and a name. Built only by the functions below, so
/// each segment is 1..63 characters: letters, digits (any script, NFC), `.`, `_` and `-`.
struct ServicePath {
  std::array<std::string, 4> node;  ///< organization, platform, environment, cluster
  std::string service;

  /// `organization/platform/environment/cluster`
  std::string nodePath() const;
  /// `organization/platform/environment/cluster/service`
  std::string text() const;

  bool operator==(const ServicePath&) const = default;
};

/// What a push says of its service, as views of it; absent fields are empty optionals.
struct PathInput {
  std::optional<std::string_view> path;
  std::optional<std::string_view> service;
  std::optional<std::string_view> node_id;
};

/// The path that a push addresses, by the rules of docs/push.md: missing node segments become
/// `unknown`, surplus ones are folded into the name, other characters are replaced. Each change is
/// a warning; no input is refused. Pure. [any]
ServicePath normalizePath(const PathInput& input, Warnings& warnings);

/// One segment in its stored form. @param changed set to true when something had to be replaced or
/// cut, other than Unicode normalisation; otherwise left alone.
std::string normalizeSegment(std::string_view segment, bool& changed);

/// Reads a full path that is already in stored form; empty when it is not. [any]
std::optional<ServicePath> parseStoredPath(std::string_view text);

}  // namespace itops::ingest
