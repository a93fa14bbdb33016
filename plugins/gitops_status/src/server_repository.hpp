#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "itops/database.hpp"
#include "server.hpp"

namespace itops::gitops {

/// Which servers a list shows; what is empty doesn't matter.
struct ServerFilter {
  std::optional<std::string> group = {};
  std::optional<std::string> host = {};
  std::optional<std::string> status = {};  ///< a word of kSyncStatusWords
  std::optional<std::string> server_type = {};
  std::optional<std::string> environment = {};
  std::optional<std::string> project_name = {};
  std::optional<std::string> repo_name = {};
  std::optional<bool> is_stale = {};
  Timestamp stale_before{};  ///< reports before it are too old

  bool selectsAll() const;
};

/// Servers of an open transaction. One thread at a time.
class ServerRepository {
 public:
  explicit ServerRepository(Transaction& transaction) : transaction_(transaction) {}

  /// The server, locked until the transaction ends; empty when there is none.
  std::optional<Server> lock(const ServerKey& key);
  /// Makes sure that there is a row to lock; true when it is new.
  bool add(const ServerKey& key, Timestamp now);
  /// Stores a locked server and counts the change. Queued, so that it travels with the commit.
  void store(const Server& server);

  /// Adds those that are not there yet and counts one change; returns how many were added.
  int addAll(const std::vector<Server>& servers);

 private:
  Transaction& transaction_;
};

/// Reading of servers, each call a statement and a snapshot of its own: no half-written server is
/// ever seen. [request] [main]
class ServerReader {
 public:
  explicit ServerReader(Database& database) : database_(database) {}

  /// How many changes there have been. Grows with every committed one.
  std::int64_t revision();
  /// Calls `take` for each server by group and host, with an object that is reused; returns the
  /// revision that they are of.
  std::int64_t each(const ServerFilter& filter, const std::function<void(const Server&)>& take);
  std::optional<Server> find(const ServerKey& key);
  /// The server that was reported last, of a group or host where one is given.
  std::optional<Server> newest(const std::optional<std::string>& group,
                               const std::optional<std::string>& host);

 private:
  Database& database_;
};

}  // namespace itops::gitops
